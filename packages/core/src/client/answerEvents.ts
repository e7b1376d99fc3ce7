import type { Generation } from '../generation.ts'
import type { IceEvent } from '../iceEvent.ts'
import type { AttemptAnswer } from '../source/attempt.ts'

/** A difference of two clocks that is worth telling, in milliseconds. */
const SKEW = 30_000

/** What there is to tell of an answer that was accepted as this generation; `ttl` is the option, in seconds. */
export function answerEvents(answer: AttemptAnswer, next: Generation, ttl: number | undefined): IceEvent[] {
  const { start, lifetime, refreshAge } = next
  const { skew } = answer
  const events: IceEvent[] = []
  if (Math.abs(skew) > SKEW) events.push({ type: 'skew-seen', skew })
  if (lifetime < Infinity) {
    if (answer.lifetime === undefined && ttl === undefined) events.push({ type: 'lifetime-assumed', lifetime })
    events.push({ type: 'scheduled', refreshAt: start.wall + refreshAge })
  }
  return events
}
