import { invalidAnswer } from '../answer/invalidAnswer.ts'
import { areEqual } from '../connection/sameServers.ts'
import type { Generation } from '../generation.ts'
import type { RefreshReason } from '../refreshReason.ts'
import { lifeLeft, type Moment } from '../schedule/lifetime.ts'
import type { Known } from './known.ts'

/** Lives are told in whole seconds: that much more is no more, in milliseconds. */
const ROUNDING = 1000

/**
 * What an answer makes of the generation in hand.
 *
 * @throws IceServersError `invalid-answer` for one that is of no use
 */
export function nextGeneration(
  { generation: current, refused }: Known,
  next: Generation,
  reason: RefreshReason,
  now: Moment,
): Generation {
  const isAgain = (old: Generation | undefined) => old && areEqual(old.iceServers, next.iceServers)
  const left = lifeLeft(next, now)
  if (left <= 0) throw invalidAnswer('had run out on arrival')
  // An old one that lives longer is an honest renewal, but for one that no server takes.
  const isRenewal = reason === 'scheduled' || reason === 'retry'
  if (isAgain(refused) || (isRenewal && left <= lifeLeft(current, now) + ROUNDING && isAgain(current)))
    throw invalidAnswer('is the old credential again')
  // An equal list stays the same object: who depends on it has nothing to do.
  return current && isAgain(current) ? { ...next, iceServers: current.iceServers } : next
}
