import type { IceServersErrorCode } from './errors.ts'
import type { RefreshReason } from './refreshReason.ts'

/**
 * What happens in a client, for telemetry; holds no secret. Times are in milliseconds, `…At` since the epoch.
 * - `request-started`
 * - `request-succeeded`: `problems` tells how much of the list was mended or left out
 * - `request-failed`: `retryIn` is the time until the next automatic try; undefined = not before somebody asks
 * - `scheduled`: the servers in hand will be renewed then, while somebody wants them
 * - `lifetime-assumed`: neither the answer nor the `ttl` option told a life, so this one was assumed
 * - `skew-seen`: the server's clock and ours differ by so much, over 30 s; positive where ours is ahead
 * - `stale`, `expired`: what became of the servers
 * - `cleared`: by `clear()`
 */
export type IceEvent =
  | { readonly type: 'request-started'; readonly reason: RefreshReason }
  | {
      readonly type: 'request-succeeded'
      readonly reason: RefreshReason
      readonly duration: number
      readonly expiresAt: number
      readonly problems: number
    }
  | {
      readonly type: 'request-failed'
      readonly reason: RefreshReason
      readonly duration: number
      readonly code: IceServersErrorCode
      readonly status: number | undefined
      readonly retryIn: number | undefined
    }
  | { readonly type: 'scheduled'; readonly refreshAt: number }
  | { readonly type: 'lifetime-assumed'; readonly lifetime: number }
  | { readonly type: 'skew-seen'; readonly skew: number }
  | { readonly type: 'stale' | 'expired' | 'cleared' }
