import { readAnswer } from '../answer/readAnswer.ts'
import type { SelectOptions } from '../answer/selectUrls.ts'
import type { Generation } from '../generation.ts'
import type { Moment } from '../schedule/lifetime.ts'
import { acceptAnswer } from './acceptAnswer.ts'

export interface InitialOptions extends SelectOptions {
  /** The answer that a server rendered into the page. */
  initial?: unknown
  now: Moment
  /** The `ttl` option, in seconds. */
  ttl?: number | undefined
  /** From 0 up to 1. */
  random: number
  /** When the page began to load, on the monotonic clock, in milliseconds; undefined on a server: then it counts from now. */
  navigation: number | undefined
}

/**
 * Makes a generation of an answer that came with the page; undefined for one that has run out or is of no use. Its `ttl`
 * counts from the start of the navigation; the earlier of that and its `expiresAt` holds.
 */
export function initialGeneration(options: InitialOptions): Generation | undefined {
  const { initial, now, ttl, random, navigation = now.monotonic } = options
  if (initial === undefined || initial === null) return undefined
  const start = { wall: now.wall - (now.monotonic - navigation), monotonic: navigation }
  try {
    const answer = readAnswer(initial, { ...options, now: start.wall, isRendered: true })
    return acceptAnswer({ answer, start, now, ttl, random })
  } catch {
    // Nothing is lost: the servers are fetched, as without it.
    return undefined
  }
}
