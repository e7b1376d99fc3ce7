import type { RestartReason } from './restartReason.ts'

/**
 * What happens to a kept connection; holds no secret. Times are in milliseconds since the epoch.
 * - `applied`: newer servers are in its configuration; the next gathering uses them
 * - `refused`: a TURN server would not take the credential (401): newer servers are asked for at once
 * - `restarting`: an ICE restart was asked for, to move to newer servers or to mend the connection
 * - `restart-unanswered`: no offer followed in 3 s, it is asked for again after 8 s; or an offer of either kind has had no
 *   answer for 3 s and is in the way. `message` says which, and what the app may lack
 * - `moved`: the selected pair runs on a newer generation now, after a restart of either side
 * - `failed`: the connection would not take the servers, the restart threw, or looking at either did; see `error`
 * - `ended`: the connection was closed, collected, or let go
 */
export type KeepFreshEvent =
  | { readonly type: 'applied' | 'moved'; readonly expiresAt: number }
  | { readonly type: 'refused'; readonly url: string }
  | { readonly type: 'restarting'; readonly reason: RestartReason }
  | { readonly type: 'restart-unanswered'; readonly message: string }
  | { readonly type: 'failed'; readonly doing: 'apply' | 'restart' | 'look'; readonly error: unknown }
  | { readonly type: 'ended' }

export interface KeepFreshOptions {
  /**
   * Which connections restart ICE to move to a new credential: those that relay, all, or none.
   * @default 'relayed'
   */
  restartIce?: 'relayed' | 'always' | 'never' | undefined
  /**
   * The polite side waits longer, so that one restart serves both.
   * @default decided from the two DTLS fingerprints: both sides see both
   */
  polite?: boolean | undefined
  /**
   * Called instead of `pc.restartIce()`: for SFUs and apps whose other side makes the offers.
   * @default (pc) => pc.restartIce(), which makes the app's `negotiationneeded` handler send an offer
   */
  restart?: ((pc: RTCPeerConnection, reason: RestartReason) => void | Promise<void>) | undefined
  /** Told what happens to the connection. */
  onEvent?: ((event: KeepFreshEvent) => void) | undefined
}
