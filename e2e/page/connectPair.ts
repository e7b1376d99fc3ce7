/** Two connections in one page, joined by a signalling channel that takes its time. */
export interface Pair {
  a: RTCPeerConnection
  b: RTCPeerConnection
  close(): void
}

export interface PairOptions {
  /** How long a message takes from one side to the other, in milliseconds. */
  signallingDelay: number
  /** Told of every description that is sent. */
  onDescription?: (side: 'a' | 'b', description: RTCSessionDescription) => void
}

type Message = { description?: RTCSessionDescription | null; candidate?: RTCIceCandidate | null }

/** Joins two connections by perfect negotiation: https://www.w3.org/TR/webrtc/#perfect-negotiation-example */
export function connectPair(a: RTCPeerConnection, b: RTCPeerConnection, options: PairOptions): Pair {
  const inbox: Record<'a' | 'b', (message: Message) => Promise<void>> = {
    a: negotiate(a, false, (message) => send('b', message)),
    b: negotiate(b, true, (message) => send('a', message)),
  }

  function send(to: 'a' | 'b', message: Message) {
    if (message.description) options.onDescription?.(to === 'a' ? 'b' : 'a', message.description)
    setTimeout(() => inbox[to](message), options.signallingDelay)
  }

  return {
    a,
    b,
    close() {
      a.close()
      b.close()
    },
  }
}

function negotiate(pc: RTCPeerConnection, isPolite: boolean, send: (message: Message) => void) {
  let isMakingOffer = false
  let isIgnoringOffer = false

  pc.addEventListener('icecandidate', ({ candidate }) => send({ candidate }))
  pc.addEventListener('negotiationneeded', async () => {
    try {
      isMakingOffer = true
      await pc.setLocalDescription()
      send({ description: pc.localDescription })
    } finally {
      isMakingOffer = false
    }
  })

  return async ({ description, candidate }: Message) => {
    if (pc.signalingState === 'closed') return
    if (candidate) {
      await pc.addIceCandidate(candidate).catch((error) => {
        if (!isIgnoringOffer) throw error
      })
    }
    if (!description) return
    const isCollision = description.type === 'offer' && (isMakingOffer || pc.signalingState !== 'stable')
    isIgnoringOffer = !isPolite && isCollision
    if (isIgnoringOffer) return
    await pc.setRemoteDescription(description)
    if (description.type === 'offer') {
      await pc.setLocalDescription()
      send({ description: pc.localDescription })
    }
  }
}
