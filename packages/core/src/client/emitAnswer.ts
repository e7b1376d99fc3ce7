import type { Generation } from '../generation.ts'
import type { IceEvent } from '../iceEvent.ts'
import type { AttemptAnswer } from '../source/attempt.ts'

/** A difference of two clocks that is worth telling, in milliseconds. */
const SKEW = 30_000

/** Tells of an answer that was accepted as this generation. */
export function emitAnswer(
  { skew, lifetime: told }: AttemptAnswer,
  { start, lifetime, refreshAge }: Generation,
  emit: (event: IceEvent) => void,
): void {
  if (Math.abs(skew) > SKEW) emit({ type: 'skew-seen', skew })
  if (lifetime === Infinity) return
  if (told === undefined) emit({ type: 'lifetime-assumed', lifetime })
  emit({ type: 'scheduled', refreshAt: start.wall + refreshAge })
}
