/** What one side tells the other; plain objects that survive JSON. */
export interface Signal {
  description?: RTCSessionDescriptionInit | undefined
  candidate?: RTCIceCandidateInit | undefined
}

export interface NegotiateOptions {
  /** The polite side gives way when both make an offer at once. Exactly one of the two is polite. */
  polite: boolean
  /** Carries a signal to the other side: in a true app over a WebSocket or the like. */
  send: (signal: Signal) => void
  /** Told when a description or candidate was refused. */
  onError: (error: unknown) => void
}

export interface Negotiation {
  /** Takes a signal that the other side has sent. */
  receive: (signal: Signal) => Promise<void>
  end: () => void
}

/**
 * Perfect negotiation: either side may offer at any time. This is all that an ICE restart needs: `restartIce()` fires
 * `negotiationneeded`, and the handler below makes the offer. Beyond the standard's example it takes signals one at a time,
 * and cures a fault of Firefox.
 *
 * @see https://www.w3.org/TR/webrtc/#perfect-negotiation-example
 */
export function negotiate(pc: RTCPeerConnection, { polite, send, onError }: NegotiateOptions): Negotiation {
  let isMakingOffer = false
  let isIgnoringOffer = false
  let received = Promise.resolve()

  async function offer() {
    try {
      isMakingOffer = true
      await pc.setLocalDescription()
      sendDescription()
    } catch (error) {
      report(error)
    } finally {
      isMakingOffer = false
    }
  }

  async function receiveOffer(offer: RTCSessionDescriptionInit) {
    const isCollision = isMakingOffer || pc.signalingState !== 'stable'
    isIgnoringOffer = isCollision && !polite
    if (isIgnoringOffer) return
    try {
      await pc.setRemoteDescription(offer)
    } catch (error) {
      if (!isCollision) throw error
      // Firefox gives up an offer of its own for one that restarts ICE only where its own is a restart too.
      pc.restartIce()
      await pc.setLocalDescription()
      await pc.setRemoteDescription(offer)
    }
    await pc.setLocalDescription()
    sendDescription()
  }

  async function take({ description, candidate }: Signal) {
    try {
      if (description?.type === 'offer') await receiveOffer(description)
      else if (description) await pc.setRemoteDescription(description)
      if (candidate) await pc.addIceCandidate(candidate)
    } catch (error) {
      // Candidates of an offer that was ignored have nowhere to go.
      if (!candidate || !isIgnoringOffer) report(error)
    }
  }

  function receive(signal: Signal) {
    received = received.then(() => take(signal))
    return received
  }

  function sendCandidate({ candidate }: RTCPeerConnectionIceEvent) {
    if (candidate) send({ candidate: candidate.toJSON() })
  }

  function sendDescription() {
    if (pc.localDescription) send({ description: pc.localDescription.toJSON() })
  }

  function report(error: unknown) {
    if (pc.signalingState !== 'closed') onError(error)
  }

  pc.addEventListener('negotiationneeded', offer)
  pc.addEventListener('icecandidate', sendCandidate)
  return {
    receive,
    end() {
      pc.removeEventListener('negotiationneeded', offer)
      pc.removeEventListener('icecandidate', sendCandidate)
    },
  }
}
