const SECOND = 1000
const MINUTE = 60 * SECOND

/** How a failure is to be met: `soon` with backoff, `slow` every few minutes, `wait` until somebody asks. */
export type RetryKind = 'soon' | 'slow' | 'wait'

/** Sorts a failure by its HTTP status; without one (network, timeout, no valid answer) it is worth another try soon. */
export function retryKind(status: number | undefined): RetryKind {
  if (status === undefined || (status >= 200 && status < 300)) return 'soon'
  if (status === 401 || status === 403) return 'wait'
  if (status === 408 || status === 425 || status === 429) return 'soon'
  return status >= 500 && status !== 501 && status !== 505 ? 'soon' : 'slow'
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
export function retryDelay(context: RetryContext): number {
  const { status, retryAfter, failures, lifeLeft, lifetime, isMoving, random } = context
  const floor = retryAfter <= 0 ? 0 : retryAfter + random * Math.max(SECOND, 0.1 * retryAfter)
  const cap = lifeLeft > 0 ? Math.min(Math.max(lifeLeft / 4, 15 * SECOND), 5 * MINUTE) : MINUTE
  const backoff = {
    soon: SECOND + random * Math.min(2 ** (failures - 1) * SECOND, cap),
    slow: 5 * MINUTE,
    wait: Infinity,
  }[retryKind(status)]
  // An endpoint that comes back shortly before the end must be asked in time for one more ICE restart. That holds for a
  // 401 or 404 too: a session that was being renewed, or a deployment, must not cost a running call.
  const restart = lifetime > MINUTE ? 2 * SECOND : SECOND
  const latest = isMoving && lifeLeft > 0 ? Math.max(SECOND, (lifeLeft - restart) / 2) : Infinity
  return Math.max(Math.min(backoff, latest), floor)
}

/** How long one attempt may take, in milliseconds. */
export function attemptTimeout(lifetime: number | undefined): number {
  if (lifetime === undefined) return 10 * SECOND
  return Math.min(10 * SECOND, Math.max(3 * SECOND, lifetime / 20))
}
