import { afterEach, beforeEach, expect } from 'vitest'

interface Made {
  pc: RTCPeerConnection
  configuration: RTCConfiguration | undefined
}

/** The connections that a test makes; it fails when one is left open. */
export function madeConnections() {
  const made: Made[] = []
  const open = () => made.filter(({ pc }) => pc.signalingState !== 'closed')
  const RealPeerConnection = RTCPeerConnection

  beforeEach(() => {
    made.length = 0
    // The real one, with a list of what was made.
    globalThis.RTCPeerConnection = class extends RealPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        made.push({ pc: this, configuration })
      }
    } as typeof RTCPeerConnection
  })
  afterEach(() => {
    expect(open()).toEqual([])
    globalThis.RTCPeerConnection = RealPeerConnection
  })
  return { made, open }
}
