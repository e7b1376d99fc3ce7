export type { IceProbeResult, ProbeReason } from './probe/iceProbeResult.ts'
/** @internal for adapters */
export { type IceProbeState, type LiveIceProbe, liveIceProbe, noIceProbe } from './probe/liveIceProbe.ts'
export { type ProbeOptions, probeIceServers } from './probe/probeIceServers.ts'
