import type { Life } from './schedule/lifetime.ts'

/** The servers of one answer, with their life. Servers and credentials of two generations are never mixed. */
export interface Generation extends Life {
  readonly iceServers: RTCIceServer[]
  /** Those of them that need no credential: what is left when it has run out. */
  readonly open: RTCIceServer[]
  /** The age, in milliseconds, at which to renew them. */
  readonly refreshAge: number
}
