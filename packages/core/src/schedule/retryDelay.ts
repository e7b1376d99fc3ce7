import { clamp } from './clamp.ts'

const SECOND = 1000
const MINUTE = 60_000

/** How a failure is to be met: `soon` with backoff, `slow` every few minutes, `wait` until somebody asks. */
export type RetryKind = 'soon' | 'slow' | 'wait'

/** The statuses for which another try soon is worth it. */
const SOON = /^(2..|408|425|429|5(?!01|05)..)$/

/** Sorts a failure by its HTTP status; without one (network, timeout, no valid answer) it is worth another try soon. */
export function retryKind(status = 200): RetryKind {
  if (isUnauthorized(status)) return 'wait'
  return SOON.test(String(status)) ? 'soon' : 'slow'
}

export function isUnauthorized(status: number): boolean {
  return status === 401 || status === 403
}

export interface RetryContext {
  status: number | undefined
  /** What the server's Retry-After asks for, in milliseconds; 0 = nothing. */
  retryAfter: number
  /** Failures in a row, this one included: 1 or more. */
  failures: number
  /** The life left of the value in hand, in milliseconds; 0 when there is none. */
  lifeLeft: number
  /** Its whole lifetime, in milliseconds. */
  lifetime: number
  /** Whether a running call still has to move to newer credentials. */
  isMoving: boolean
  /** From 0 up to 1. */
  random: number
}

/** The time until the next automatic try, in milliseconds; Infinity = not before somebody asks. */
export function retryDelay({
  status,
  retryAfter,
  failures,
  lifeLeft,
  lifetime,
  isMoving,
  random,
}: RetryContext): number {
  const floor = retryAfter > 0 ? retryAfter + random * Math.max(SECOND, 0.1 * retryAfter) : 0
  const cap = lifeLeft > 0 ? clamp(lifeLeft / 4, 15_000, 300_000) : MINUTE
  const backoff = {
    soon: SECOND + random * Math.min(2 ** (failures - 1) * SECOND, cap),
    slow: 300_000,
    wait: Infinity,
  }[retryKind(status)]
  // An endpoint that comes back shortly before the end must be asked in time for one more ICE restart. That holds for a
  // 401 or 404 too: a session that was being renewed, or a deployment, must not cost a running call.
  const restart = lifetime > MINUTE ? 2000 : SECOND
  const latest = isMoving && lifeLeft > 0 ? Math.max(SECOND, (lifeLeft - restart) / 2) : Infinity
  return Math.max(Math.min(backoff, latest), floor)
}

/** How long one attempt may take, in milliseconds. */
export function attemptTimeout(lifetime = Infinity): number {
  return clamp(lifetime / 20, 3000, 10_000)
}
