import type { IceClient } from '@freshice/core'
import { type DataConnection, type MediaConnection, Peer, type PeerJSOption } from 'peerjs'
import { perfectNegotiation } from './perfectNegotiation.ts'

/** Any number that both sides use and PeerJS does not: it numbers its own channels from 0. */
const CHANNEL = 100

/** Makes a Peer whose connections start with fresh servers, incoming ones too. */
export async function freshPeer(id: string, client: IceClient, options: PeerJSOption = {}): Promise<Peer> {
  const config = { ...options.config, iceServers: await client.getIceServers() }
  const peer = new Peer(id, { ...options, config })
  // PeerJS reads `config` anew for each connection.
  const stop = client.subscribe(({ iceServers = [] }) => {
    config.iceServers = iceServers
  })
  peer.on('close', stop)
  return peer
}

/**
 * Keeps one connection on fresh servers. Call it on both sides: right after `connect()`, `call()` or `answer()`, and on
 * the event `connection`.
 */
export function keepConnectionFresh(connection: DataConnection | MediaConnection, client: IceClient, id: string) {
  const { peerConnection: pc, peer: otherId } = connection
  // PeerJS negotiates once and never again: later offers go over a channel of our own.
  const channel = pc.createDataChannel('negotiation', { negotiated: true, id: CHANNEL })
  channel.addEventListener('open', () => {
    // From now on candidates go over the channel, behind the offer that they belong to.
    pc.onicecandidate = null
    const receive = perfectNegotiation(pc, client, {
      polite: id < otherId,
      send: (signal) => channel.send(JSON.stringify(signal)),
    })
    channel.addEventListener('message', ({ data }) => receive(JSON.parse(data)))
  })
}
