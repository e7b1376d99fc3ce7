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
    const isCollision = description.type === 'offer' && (isMakingOffer || pc.signalingState !== 'stable')
    isIgnoringOffer = !polite && isCollision
    if (isIgnoringOffer) return
    await pc.setRemoteDescription(description)
    if (description.type === 'offer') {
      await pc.setLocalDescription()
      send({ description: pc.localDescription?.toJSON() ?? null })
    }
  }
}
