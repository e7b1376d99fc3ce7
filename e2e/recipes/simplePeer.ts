import { type IceClient, keepFresh } from '@freshice/core'
import SimplePeer from 'simple-peer'

export interface Message {
  /** For `peer.signal()`. */
  signal?: SimplePeer.SignalData | undefined
  /** Asks the initiator for an offer that restarts ICE. */
  restartIce?: true | undefined
}

export interface FreshPeer {
  peer: SimplePeer.Instance
  /** Takes the messages of the other side. */
  receive: (message: Message) => void
}

/** Makes a peer that starts with fresh servers and stays on them. */
export async function freshPeer(
  client: IceClient,
  { initiator, send }: { initiator: boolean; send: (message: Message) => void },
): Promise<FreshPeer> {
  const peer = new SimplePeer({ initiator, config: { iceServers: await client.getIceServers() } })
  // Private: simple-peer has no public way to its connection.
  const { _pc: pc } = peer as SimplePeer.Instance & { _pc: RTCPeerConnection }

  function restartIce() {
    pc.restartIce()
    // simple-peer does not listen to negotiationneeded. This makes it send an offer, after the one under way, if any.
    peer.signal({ type: 'renegotiate', renegotiate: true })
  }

  peer.on('signal', (signal) => send({ signal }))
  keepFresh(pc, client, {
    // Only the initiator makes offers.
    restart: initiator ? restartIce : () => send({ restartIce: true }),
    polite: !initiator,
  })

  return {
    peer,
    receive({ signal, restartIce: isAsked }) {
      if (peer.destroyed) return
      if (isAsked) restartIce()
      if (signal) peer.signal(signal)
    },
  }
}
