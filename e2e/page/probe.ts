import type { IceProbeResult } from '@freshice/core/probe'
import { probeIceServers } from '@freshice/core/probe'

declare global {
  interface Window {
    /** The results, those told on the way, how long it took in milliseconds, and how many connections it left open. */
    probe(iceServers: RTCIceServer[], options?: { timeout?: number; endAfter?: number }): Promise<Probe>
  }
}

export interface Probe {
  results: IceProbeResult[] | undefined
  told: IceProbeResult[]
  took: number
  open: number
  error: string | undefined
}

// Every connection of the page, to see that all are closed.
const connections: RTCPeerConnection[] = []
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration)
    connections.push(this)
  }
}

window.probe = async (iceServers, { timeout, endAfter } = {}) => {
  const told: IceProbeResult[] = []
  const start = performance.now()
  const signal = endAfter === undefined ? undefined : AbortSignal.timeout(endAfter)
  // A copy: what is handed out of Firefox must not hold one object twice.
  const onResult = (result: IceProbeResult) => told.push({ ...result })
  const outcome = await probeIceServers(iceServers, { timeout, signal, onResult }).then(
    (results) => ({ results, error: undefined }),
    (error) => ({ results: undefined, error: `${error.code}` }),
  )
  const took = performance.now() - start
  return { ...outcome, told, took, open: connections.filter((pc) => pc.connectionState !== 'closed').length }
}
