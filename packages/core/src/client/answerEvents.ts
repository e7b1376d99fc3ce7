import type { Generation } from '../generation.ts'
import type { IceEvent } from '../iceEvent.ts'
import type { RefreshReason } from '../refreshReason.ts'
import type { AttemptAnswer } from '../source/attempt.ts'

/** A difference of two clocks that is worth telling, in milliseconds. */
const SKEW = 30_000

export interface AnsweredRequest {
  reason: RefreshReason
  /** In milliseconds. */
  duration: number
  /** The `ttl` option, in seconds. */
  ttl: number | undefined
}

/** What there is to tell of an answer that was accepted as this generation. */
export function answerEvents(answer: AttemptAnswer, next: Generation, request: AnsweredRequest): IceEvent[] {
  const { start, lifetime, refreshAge } = next
  const { faults, skew = 0 } = answer
  const { reason, duration, ttl } = request
  const isEndless = lifetime === Infinity
  const events: IceEvent[] = [
    { type: 'request-succeeded', reason, duration, expiresAt: start.wall + lifetime, problems: faults.length },
  ]
  if (Math.abs(skew) > SKEW) events.push({ type: 'skew-seen', skew })
  if (answer.lifetime === undefined && ttl === undefined && !isEndless)
    events.push({ type: 'lifetime-assumed', lifetime })
  if (!isEndless) events.push({ type: 'scheduled', refreshAt: start.wall + refreshAge })
  return events
}
