import { type IceClient, keepFresh } from '@freshice/core'

/** What one side tells the other; survives JSON. */
export interface Signal {
  description?: RTCSessionDescriptionInit | undefined
  candidate?: RTCIceCandidateInit | undefined
}

export interface PerfectNegotiationOptions {
  /** The polite side gives way when both make an offer at once. Exactly one of the two is polite. */
  polite: boolean
  /** Carries a signal to the other side, in order: over your WebSocket, for example. */
  send: (signal: Signal) => void
}

/** Negotiates, and keeps the connection on fresh servers. Returns what takes the signals of the other side. */
export function perfectNegotiation(
  pc: RTCPeerConnection,
  client: IceClient,
  { polite, send }: PerfectNegotiationOptions,
): (signal: Signal) => Promise<void> {
  let isMakingOffer = false
  let isIgnoringOffer = false
  let received: Promise<void> = Promise.resolve()

  function sendDescription() {
    if (pc.localDescription) send({ description: pc.localDescription.toJSON() })
  }

  // An ICE restart only asks for an offer: this makes it.
  pc.addEventListener('negotiationneeded', async () => {
    try {
      isMakingOffer = true
      await pc.setLocalDescription()
      sendDescription()
    } finally {
      isMakingOffer = false
    }
  })

  pc.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) send({ candidate: candidate.toJSON() })
  })

  async function receiveOffer(offer: RTCSessionDescriptionInit) {
    const isCollision = isMakingOffer || pc.signalingState !== 'stable'
    isIgnoringOffer = isCollision && !polite
    if (isIgnoringOffer) return
    try {
      await pc.setRemoteDescription(offer)
    } catch (error) {
      if (!isCollision) throw error
      // Firefox does not give up a plain offer of its own for one that restarts ICE, only one that restarts ICE too.
      pc.restartIce()
      await pc.setLocalDescription()
      await pc.setRemoteDescription(offer)
    }
    await pc.setLocalDescription()
    sendDescription()
  }

  async function receiveCandidate(candidate: RTCIceCandidateInit) {
    try {
      await pc.addIceCandidate(candidate)
    } catch (error) {
      // Candidates of an offer that was ignored have nowhere to go.
      if (!isIgnoringOffer) throw error
    }
  }

  async function receive({ description, candidate }: Signal) {
    if (description?.type === 'offer') await receiveOffer(description)
    else if (description) await pc.setRemoteDescription(description)
    if (candidate) await receiveCandidate(candidate)
  }

  keepFresh(pc, client, { polite })

  return (signal) => {
    // One at a time: an offer may take two tries, and its candidates come right behind it.
    const next = received.catch(() => {}).then(() => receive(signal))
    received = next
    return next
  }
}
