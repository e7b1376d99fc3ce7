export type { IceProbeResult, ProbeReason } from './probe/iceProbeResult.ts'
export { type ProbeOptions, probeIceServers } from './probe/probeIceServers.ts'
