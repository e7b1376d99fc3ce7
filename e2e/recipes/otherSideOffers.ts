import { type IceClient, keepFresh } from '@freshice/core'

export interface FromServer {
  description?: RTCSessionDescriptionInit | undefined
  candidate?: RTCIceCandidateInit | undefined
}

export interface ToServer extends FromServer {
  /** Asks for an offer that restarts ICE. */
  restartIce?: true | undefined
}

/** Answers a server that makes all offers, and stays on fresh servers. Returns what takes its messages. */
export function answerServer(
  pc: RTCPeerConnection,
  client: IceClient,
  send: (message: ToServer) => void,
): (message: FromServer) => Promise<void> {
  pc.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) send({ candidate: candidate.toJSON() })
  })

  keepFresh(pc, client, {
    restart: () => send({ restartIce: true }),
    // Nobody restarts but we: the other side need not be waited for.
    polite: false,
  })

  return async ({ description, candidate }) => {
    if (description) {
      await pc.setRemoteDescription(description)
      await pc.setLocalDescription()
      if (pc.localDescription) send({ description: pc.localDescription.toJSON() })
    }
    if (candidate) await pc.addIceCandidate(candidate)
  }
}
