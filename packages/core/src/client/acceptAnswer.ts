import type { ReadAnswer } from '../answer/readAnswer.ts'
import { IceServersError } from '../errors.ts'
import type { Generation } from '../generation.ts'
import { lifeLeft, type Moment } from '../schedule/lifetime.ts'
import { refreshAge } from '../schedule/refreshTime.ts'

/** The life assumed for credentials when neither the answer nor the app tells one, in milliseconds. */
const ASSUMED_LIFETIME = 3_600_000
/** Lives are told in whole seconds: that much more is no more, in milliseconds. */
const ROUNDING = 1000

export interface AcceptOptions {
  answer: Pick<ReadAnswer, 'iceServers' | 'lifetime'>
  /** When the request for it started: lives count from there. */
  start: Moment
  now: Moment
  /** The `ttl` option, in seconds. */
  ttl: number | undefined
  /** From 0 up to 1. */
  random: number
  /** The generation that the answer was automatically asked to renew. */
  toRenew: Generation | undefined
}

/**
 * Makes a generation of an answer.
 *
 * @throws IceServersError `invalid-answer` for one that is of no use
 */
export function acceptAnswer({ answer, start, now, ttl, random, toRenew }: AcceptOptions): Generation {
  const { iceServers } = answer
  const lifetime = answer.lifetime ?? assumedLifetime(iceServers, ttl)
  const next = { iceServers, start, lifetime, refreshAge: refreshAge(lifetime, random) }
  const left = lifeLeft(next, now)
  if (left <= 0) throw new IceServersError('invalid-answer', 'The ICE servers had run out when they arrived.')
  const isNoBetter =
    toRenew !== undefined &&
    left <= lifeLeft(toRenew, now) + ROUNDING &&
    JSON.stringify(toRenew.iceServers) === JSON.stringify(iceServers)
  if (isNoBetter)
    throw new IceServersError('invalid-answer', 'The old credential came again, with no more life than it has left.')
  return next
}

/** The life, in milliseconds, of servers that came without a word on it. */
function assumedLifetime(iceServers: RTCIceServer[], ttl: number | undefined): number {
  if (ttl !== undefined) return ttl * 1000
  return iceServers.some(({ credential }) => credential !== undefined) ? ASSUMED_LIFETIME : Infinity
}
