import type { IceClient } from '@freshice/core'
import SimplePeer from 'simple-peer'
import { type FreshPeer, freshPeer, type Message } from '../simplePeer.ts'
import { makeChannel } from './channel.ts'
import { makeClient, recipe } from './recipe.ts'
import { type Line, startTalk } from './talk.ts'

SimplePeer.config.iceTransportPolicy = 'relay'

recipe(async () => {
  const pairs = await Promise.all([
    connect(makeClient('initiator'), makeClient('other')),
    // Here only the side that makes no offers ever needs a restart.
    connect(makeClient('initiator', '/api/long-ice-servers'), makeClient('other')),
  ])
  const peers = pairs.flat()
  return { connections: peers.map(connection), talk: startTalk(await Promise.all(peers.map(line))) }
})

async function connect(client: IceClient, otherClient: IceClient): Promise<FreshPeer[]> {
  const signalling = makeChannel<Message, Message>()
  const [a, b] = await Promise.all([
    freshPeer(client, { initiator: true, send: signalling.fromA }),
    freshPeer(otherClient, { initiator: false, send: signalling.fromB }),
  ])
  signalling.connect({ a: a.receive, b: b.receive })
  return [a, b]
}

function connection({ peer }: FreshPeer) {
  return (peer as SimplePeer.Instance & { _pc: RTCPeerConnection })._pc
}

async function line({ peer }: FreshPeer): Promise<Line> {
  if (!peer.connected) await new Promise<void>((resolve) => peer.once('connect', resolve))
  return {
    send() {
      if (peer.connected) peer.send('tick')
    },
    onMessage(listener) {
      peer.on('data', listener)
    },
  }
}
