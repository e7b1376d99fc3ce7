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
 * Perfect negotiation, as the WebRTC standard spells it out: either side may offer at any time. This is all that an ICE
 * restart needs: `restartIce()` fires `negotiationneeded`, and the handler below makes the offer.
 *
 * @see https://www.w3.org/TR/webrtc/#perfect-negotiation-example
 */
export function negotiate(pc: RTCPeerConnection, { polite, send, onError }: NegotiateOptions): Negotiation {
  let isMakingOffer = false
  let isIgnoringOffer = false
  let isSettingAnswer = false

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

  async function receiveDescription(description: RTCSessionDescriptionInit) {
    const isReady = !isMakingOffer && (pc.signalingState === 'stable' || isSettingAnswer)
    isIgnoringOffer = !polite && description.type === 'offer' && !isReady
    if (isIgnoringOffer) return
    isSettingAnswer = description.type === 'answer'
    await pc.setRemoteDescription(description)
    isSettingAnswer = false
    if (description.type !== 'offer') return
    await pc.setLocalDescription()
    sendDescription()
  }

  async function receive({ description, candidate }: Signal) {
    try {
      if (description) await receiveDescription(description)
      if (candidate) await pc.addIceCandidate(candidate)
    } catch (error) {
      // Candidates of an offer that was ignored have nowhere to go.
      if (!candidate || !isIgnoringOffer) report(error)
    }
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
