import type { ReadAnswer } from '../answer/readAnswer.ts'
import type { Generation } from '../generation.ts'
import type { Moment } from '../schedule/lifetime.ts'
import { refreshAge } from '../schedule/refreshTime.ts'

/** The life assumed for credentials when neither the answer nor the app tells one, in seconds. */
const ASSUMED_TTL = 3600

/**
 * Makes a generation of an answer.
 *
 * @param start when the request for it started: lives count from there
 * @param ttl the `ttl` option, in seconds
 * @param random from 0 up to 1
 */
export function toGeneration(
  { iceServers, lifetime }: Pick<ReadAnswer, 'iceServers' | 'lifetime'>,
  start: Moment,
  ttl: number | undefined,
  random: number,
): Generation {
  const open = iceServers.filter(({ credential }) => credential === undefined)
  const life = lifetime ?? (ttl ?? (open.length < iceServers.length ? ASSUMED_TTL : Infinity)) * 1000
  return { iceServers, open, start, lifetime: life, refreshAge: refreshAge(life, random) }
}
