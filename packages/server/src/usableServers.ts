import type { RTCIceServer } from './rtcIceServer.ts'

const usable: unique symbol = Symbol('usable by every browser')

/** Marks a list that was judged already, so that the handler need not judge it once more for each request. A copy has no mark. */
export function markUsable(iceServers: RTCIceServer[]): RTCIceServer[] {
  return Object.defineProperty(iceServers, usable, { value: true })
}

/** Whether this very list was marked. */
export function isUsable(iceServers: RTCIceServer[]): boolean {
  return usable in iceServers
}
