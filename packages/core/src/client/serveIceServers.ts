import type { IceServersError } from '../errors.ts'
import { moment, type Platform } from '../platform.ts'
import type { RefreshReason } from '../refreshReason.ts'
import { elapsed, lifeLeft } from '../schedule/lifetime.ts'
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
}

/** Hands servers to one caller: at once when they live long enough, else after a request. */
export async function serveIceServers(refresher: Refresher, options: ServeOptions): Promise<RTCIceServer[]> {
  const { minValidity, fallback, platform } = options
  const generation = refresher.generation()
  const now = moment(platform)
  const left = lifeLeft(generation, now)
  if (generation && left > 0) {
    if (left >= (minValidity ?? Math.min(10_000, generation.lifetime / 20))) {
      if (refresher.untilDue(now) <= 0) refresher.refresh('scheduled')
      return generation.iceServers
    }
    const session = refresher.session()
    if (refresher.isRefreshing() || untilPaced(refresher, platform) <= 0) {
      const better = await withinTime(askForServers(refresher, platform, 'requested'), PATIENCE, platform)
      if (better) return better
      session.throwIfAborted()
    }
    if (lifeLeft(generation, moment(platform)) > 0) return generation.iceServers
  }
  let error: IceServersError | undefined
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      return await askForServers(refresher, platform, generation ? 'requested' : 'initial')
    } catch (cause) {
      error = cause as IceServersError
      if (error.code === 'aborted') throw error
      if (retryKind(error.status) !== 'soon') break
    }
  }
  if (fallback) return fallback
  throw error
}

/** Joins the request under way, or starts one: not while a Retry-After runs, nor within a second of a try that failed. */
export async function askForServers(
  refresher: Refresher,
  platform: Platform,
  reason: RefreshReason,
): Promise<RTCIceServer[]> {
  if (!refresher.isRefreshing()) {
    const failure = refresher.failure()
    if (failure && elapsed(failure.at, moment(platform)) < failure.retryAfter) throw failure.error
    const session = refresher.session()
    const pause = failure ? untilPaced(refresher, platform) : 0
    if (pause > 0) await new Promise<void>((resolve) => platform.setTimeout(resolve, pause))
    session.throwIfAborted()
  }
  return (await refresher.refresh(reason)).iceServers
}

function untilPaced(refresher: Refresher, platform: Platform): number {
  const last = refresher.lastStart()
  return last ? PACE - elapsed(last, moment(platform)) : 0
}
