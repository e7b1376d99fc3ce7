import type { IceServersError } from '../errors.ts'
import type { Generation } from '../generation.ts'
import { elapsed, type Moment } from '../schedule/lifetime.ts'

/** How the last request failed. */
export interface Failure {
  readonly error: IceServersError
  /** How many in a row. */
  readonly failures: number
  readonly at: Moment
  /** Until the next automatic try, in milliseconds; Infinity = not before somebody asks. */
  delay: number
  /** What the server asked for by Retry-After, in milliseconds. */
  readonly retryAfter: number
}

/** All that one client remembers: what is in hand, what failed, what is under way. */
export interface Known {
  /** The newest answer, alive or not. */
  generation: Generation | undefined
  /** One that a TURN server would not take: a newer one is due, and another one. */
  refused?: Generation | undefined
  failure?: Failure | undefined
  /** Whether a server has answered though the machine says it is offline, which counts until its next word on that. */
  isReachable?: boolean
  /** When the last request started. */
  lastStart?: Moment | undefined
  /** The answer to the newest request under way. */
  inFlight?: Promise<Generation> | undefined
  /** Ends with `clear()`, and when nobody is left. */
  session: AbortController
}

/** The time until the next automatic request is due, in milliseconds; Infinity = never. */
export function untilDue({ generation, refused, failure }: Known, now: Moment): number {
  const backoff = failure ? failure.delay - elapsed(failure.at, now) : 0
  const refresh = generation && generation !== refused ? generation.refreshAge - elapsed(generation.start, now) : 0
  return Math.max(backoff, refresh, 0)
}

/** Makes the next automatic try come within so many milliseconds, but for a Retry-After. */
export function hurry({ failure }: Known, delay: number, now: Moment): void {
  if (!failure) return
  const passed = elapsed(failure.at, now)
  const soon = Math.max(passed + delay, failure.retryAfter)
  // One that is overdue, because the machine was offline, comes then and not at once.
  failure.delay = passed < failure.delay ? Math.min(failure.delay, soon) : soon
}
