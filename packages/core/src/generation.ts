import type { Life } from './schedule/lifetime.ts'

/** The servers of one answer, with their life. Servers and credentials of two generations are never mixed. */
export interface Generation extends Life {
  readonly iceServers: RTCIceServer[]
  /** The age, in milliseconds, at which to renew them. */
  readonly refreshAge: number
}
