import { IceServersError } from '../errors.ts'
import type { Platform } from '../platform.ts'
import { elapsed, lifeLeft, type Moment } from '../schedule/lifetime.ts'
import { retryKind } from '../schedule/retryDelay.ts'
import type { Refresher } from './refresher.ts'

/** How long a caller with a living but short value waits for a better one, in milliseconds. */
const PATIENCE = 3000
/** The least time between two requests that callers cause, in milliseconds: one in a loop must cause no storm. */
const PACE = 1000

export interface ServeOptions {
  /** The life the servers must have left, in milliseconds. @default min(10 s, life / 20) */
  minValidity: number | undefined
  fallback: RTCIceServer[] | undefined
  platform: Platform
  moment: () => Moment
}

/** Hands servers to one caller: at once when they live long enough, else after a request. */
export async function serveIceServers(refresher: Refresher, options: ServeOptions): Promise<RTCIceServer[]> {
  const { minValidity, platform, moment } = options
  const generation = refresher.generation()
  const now = moment()
  const left = generation ? lifeLeft(generation, now) : 0
  if (!generation || left <= 0) return fetchServers(refresher, options)
  if (left >= (minValidity ?? Math.min(10_000, generation.lifetime / 20))) {
    if (refresher.untilDue(now) <= 0) refresher.refresh('scheduled')
    return generation.iceServers
  }
  const last = refresher.lastStart()
  const isTooSoon = isRefused(refresher, now) || (last && elapsed(last, now) < PACE)
  if (isTooSoon && !refresher.isRefreshing()) return generation.iceServers
  const fetched = refresher.refresh('requested').catch((error: IceServersError) => error)
  const answer = await Promise.race([fetched, sleep(platform, PATIENCE)])
  if (answer && !(answer instanceof IceServersError)) return answer.iceServers
  if (lifeLeft(generation, moment()) > 0) return generation.iceServers
  return fetchServers(refresher, options)
}

/** With nothing in hand: one attempt, and one quick retry where that may help. */
async function fetchServers(
  refresher: Refresher,
  { fallback, platform, moment }: ServeOptions,
): Promise<RTCIceServer[]> {
  let error: unknown
  for (let tries = 0; tries < 2; tries += 1) {
    const now = moment()
    const refused = refresher.failure()?.error
    if (refused && isRefused(refresher, now) && !refresher.isRefreshing()) {
      error = refused
      break
    }
    const last = refresher.lastStart()
    if (last && !refresher.isRefreshing()) await sleep(platform, PACE - elapsed(last, now))
    try {
      const { iceServers } = await refresher.refresh(refresher.generation() ? 'requested' : 'initial')
      return iceServers
    } catch (cause) {
      error = cause
      const { code, status } = cause as IceServersError
      if (code === 'aborted') throw cause
      if (retryKind(status) !== 'soon') break
    }
  }
  if (fallback) return fallback
  throw error
}

/** Whether the server has asked for patience by Retry-After. */
function isRefused(refresher: Refresher, now: Moment): boolean {
  return (refresher.failure()?.error.retryAt ?? 0) > now.wall
}

async function sleep(platform: Platform, delay: number): Promise<void> {
  if (delay > 0) await new Promise<void>((resolve) => platform.setTimeout(resolve, delay))
}
