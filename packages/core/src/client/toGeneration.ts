import type { ReadAnswer } from '../answer/readAnswer.ts'
import type { Generation } from '../generation.ts'
import type { Moment } from '../schedule/lifetime.ts'
import { refreshAge } from '../schedule/refreshTime.ts'

/** The life assumed for credentials when neither the answer nor the app tells one, in milliseconds. */
const ASSUMED_LIFE = 3_600_000

/**
 * Makes a generation of an answer.
 *
 * @param start when the request for it started: lives count from there
 * @param random from 0 up to 1
 */
export function toGeneration(
  { iceServers, lifetime }: Pick<ReadAnswer, 'iceServers' | 'lifetime'>,
  start: Moment,
  random: number,
): Generation {
  const open = iceServers.filter(({ credential }) => credential === undefined)
  const life = lifetime ?? (open.length < iceServers.length ? ASSUMED_LIFE : Infinity)
  return { iceServers, open, start, lifetime: life, refreshAge: refreshAge(life, random) }
}
