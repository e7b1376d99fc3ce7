import { readAnswer } from '../answer/readAnswer.ts'
import type { Generation } from '../generation.ts'
import type { IceClientOptions } from '../iceClient.ts'
import { lifeLeft, type Moment } from '../schedule/lifetime.ts'
import { toGeneration } from './toGeneration.ts'

/**
 * Makes a generation of an answer that came with the page; undefined for one that has run out or is of no use. Its `ttl`
 * counts from the start of the navigation; the earlier of that and its `expiresAt` holds.
 *
 * @param random from 0 up to 1
 * @param start when the page began to load; on a server it counts from now
 */
export function initialGeneration(
  options: IceClientOptions,
  now: Moment,
  random: number,
  start = now,
): Generation | undefined {
  const { initial } = options
  if (initial === undefined || initial === null) return undefined
  try {
    const answer = readAnswer(initial, { ...options, now: start.wall, isRendered: true })
    const generation = toGeneration(answer, start, random)
    return lifeLeft(generation, now) > 0 ? generation : undefined
  } catch {
    // Nothing is lost: the servers are fetched, as without it.
    return undefined
  }
}
