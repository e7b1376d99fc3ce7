import { invalidAnswer } from '../answer/invalidAnswer.ts'
import type { ReadAnswer } from '../answer/readAnswer.ts'
import type { Generation } from '../generation.ts'
import { lifeLeft, type Moment } from '../schedule/lifetime.ts'
import { refreshAge } from '../schedule/refreshTime.ts'

/** The life assumed for credentials when neither the answer nor the app tells one, in seconds. */
const ASSUMED_TTL = 3600
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
  /** The generation in hand, and whether the answer was asked for automatically, to renew it. */
  current?: Generation | undefined
  isRenewal?: boolean
  /** One that a TURN server has refused. */
  refused?: Generation | undefined
}

/**
 * Makes a generation of an answer.
 *
 * @throws IceServersError `invalid-answer` for one that is of no use
 */
export function acceptAnswer({
  answer,
  start,
  now,
  ttl,
  random,
  current,
  isRenewal,
  refused,
}: AcceptOptions): Generation {
  const isAgain = (old: Generation | undefined) => JSON.stringify(old?.iceServers) === JSON.stringify(answer.iceServers)
  // An equal list stays the same object: who depends on it has nothing to do.
  const iceServers = current && isAgain(current) ? current.iceServers : answer.iceServers
  const open = iceServers.filter(({ credential }) => credential === undefined)
  const assumed = (ttl ?? (open.length < iceServers.length ? ASSUMED_TTL : Infinity)) * 1000
  const lifetime = answer.lifetime ?? assumed
  const next = { iceServers, open, start, lifetime, refreshAge: refreshAge(lifetime, random) }
  const left = lifeLeft(next, now)
  // An old one that lives longer is an honest renewal, but for one that no server takes.
  const isNoBetter = isAgain(refused) || (isRenewal && left <= lifeLeft(current, now) + ROUNDING && isAgain(current))
  if (left > 0 && !isNoBetter) return next
  throw invalidAnswer(left > 0 ? 'is the old credential again' : 'had run out on arrival')
}
