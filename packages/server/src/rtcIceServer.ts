/**
 * One entry of `RTCConfiguration.iceServers`, as W3C WebRTC defines it. Declared here because servers have no DOM types;
 * it fits the DOM's own type of this name.
 */
export interface RTCIceServer {
  /** One or more `stun:`, `turn:` or `turns:` URLs. */
  urls: string | string[]
  /** The TURN username; absent for STUN. */
  username?: string
  /** The TURN password; absent for STUN. */
  credential?: string
}
