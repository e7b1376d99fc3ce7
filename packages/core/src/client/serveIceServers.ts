import type { IceServersError } from '../errors.ts'
import type { Platform } from '../platform.ts'
import { elapsed, lifeLeft, type Moment } from '../schedule/lifetime.ts'
import { retryKind } from '../schedule/retryDelay.ts'
import { withinTime } from '../withinTime.ts'
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
  const session = refresher.session()
  const now = moment()
  const left = generation ? lifeLeft(generation, now) : 0
  if (!generation || left <= 0) return fetchServers(refresher, options)
  if (left >= (minValidity ?? Math.min(10_000, generation.lifetime / 20))) {
    if (refresher.untilDue(now) <= 0) refresher.refresh('scheduled')
    return generation.iceServers
  }
  const last = refresher.lastStart()
  const isTooSoon = refresher.refusal(now) || (last && elapsed(last, now) < PACE)
  if (isTooSoon && !refresher.isRefreshing()) return generation.iceServers
  const better = await withinTime(refresher.refresh('requested'), PATIENCE, platform)
  if (better) return better.iceServers
  session.throwIfAborted()
  if (lifeLeft(generation, moment()) > 0) return generation.iceServers
  return fetchServers(refresher, options)
}

/** Fetches now, but not within a second of the last try where that one failed. */
export async function refreshIceServers(
  refresher: Refresher,
  { platform, moment }: Pick<ServeOptions, 'platform' | 'moment'>,
): Promise<RTCIceServer[]> {
  const refusal = refresher.isRefreshing() ? undefined : refresher.refusal(moment())
  if (refusal) throw refusal
  const session = refresher.session()
  const last = refresher.lastStart()
  if (last && refresher.failure() && !refresher.isRefreshing()) await sleep(platform, PACE - elapsed(last, moment()))
  session.throwIfAborted()
  const { iceServers } = await refresher.refresh('requested')
  return iceServers
}

/** With nothing in hand: one attempt, and one quick retry where that may help. */
async function fetchServers(
  refresher: Refresher,
  { fallback, platform, moment }: ServeOptions,
): Promise<RTCIceServer[]> {
  const session = refresher.session()
  let error: unknown
  for (let tries = 0; tries < 2; tries += 1) {
    const now = moment()
    const refusal = refresher.isRefreshing() ? undefined : refresher.refusal(now)
    if (refusal) {
      error = refusal
      break
    }
    const last = refresher.lastStart()
    if (last && !refresher.isRefreshing()) await sleep(platform, PACE - elapsed(last, now))
    session.throwIfAborted()
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

async function sleep(platform: Platform, delay: number): Promise<void> {
  if (delay > 0) await new Promise<void>((resolve) => platform.setTimeout(resolve, delay))
}
