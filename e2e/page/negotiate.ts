export interface Message {
  description?: RTCSessionDescriptionInit | null
  candidate?: RTCIceCandidateInit | null
}

export interface NegotiateOptions {
  /** Whether it takes back its own offer when two collide. */
  polite: boolean
  /** Whether it answers `negotiationneeded` with an offer. @default true */
  offers?: boolean
  /** Whether it waits for the other side's first offer before it makes its own. @default false */
  isCalled?: boolean
  send(message: Message): void
}

/**
 * Perfect negotiation for one side: https://www.w3.org/TR/webrtc/#perfect-negotiation-example
 * Returns what hears the other side's messages.
 */
export function negotiate(pc: RTCPeerConnection, options: NegotiateOptions): (message: Message) => Promise<void> {
  const { polite, offers = true, isCalled = false, send } = options
  let isMakingOffer = false
  let isIgnoringOffer = false
  let isTakingAnswer = false

  pc.addEventListener('icecandidate', ({ candidate }) => send({ candidate: candidate?.toJSON() ?? null }))
  pc.addEventListener('negotiationneeded', async () => {
    if (!offers || (isCalled && !pc.remoteDescription)) return
    try {
      isMakingOffer = true
      await pc.setLocalDescription()
      send({ description: pc.localDescription?.toJSON() ?? null })
    } finally {
      isMakingOffer = false
    }
  })

  return async ({ description, candidate }) => {
    if (pc.signalingState === 'closed') return
    if (candidate) {
      // Known now: the answer may have come when this fails.
      const isIgnored = isIgnoringOffer
      await pc.addIceCandidate(candidate).catch((error) => {
        if (!isIgnored) throw error
      })
    }
    if (!description) return
    const isOffer = description.type === 'offer'
    // An offer right behind an answer waits for it in the connection: it collides with nothing.
    const isReady = !isMakingOffer && (pc.signalingState === 'stable' || isTakingAnswer)
    isIgnoringOffer = !polite && isOffer && !isReady
    if (isIgnoringOffer) return
    isTakingAnswer = !isOffer
    await pc.setRemoteDescription(description)
    isTakingAnswer = false
    if (isOffer) {
      await pc.setLocalDescription()
      send({ description: pc.localDescription?.toJSON() ?? null })
    }
  }
}
