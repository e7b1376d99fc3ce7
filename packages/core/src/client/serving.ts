import type { IceServersError } from '../errors.ts'
import { moment, type Platform } from '../platform.ts'
import type { RefreshReason } from '../refreshReason.ts'
import { elapsed, lifeLeft } from '../schedule/lifetime.ts'
import { retryKind } from '../schedule/retryDelay.ts'
import { withinTime } from '../withinTime.ts'
import { type Known, untilDue } from './known.ts'
import type { Refresher } from './refresher.ts'

/** How long a caller with a living but short value waits for a better one, in milliseconds. */
const PATIENCE = 3000
/** The least time between two requests that callers cause, in milliseconds: one in a loop must cause no storm. */
const PACE = 1000

/** Serves the callers of one client. */
export interface Serving {
  /**
   * Hands out servers: at once when they live long enough, else after a request.
   *
   * @param minValidity the life they must have left, in milliseconds. @default min(10 s, life / 20)
   */
  serve(minValidity: number | undefined): Promise<RTCIceServer[]>
  /** Joins the request under way, or starts one: not while a Retry-After runs, nor within a second of a failure, but with `force`. */
  ask(reason: RefreshReason, force?: boolean): Promise<RTCIceServer[]>
}

export function createServing(
  known: Known,
  refresh: Refresher['refresh'],
  fallback: RTCIceServer[] | undefined,
  platform: Platform,
): Serving {
  async function serve(minValidity: number | undefined) {
    const { generation, session } = known
    const now = moment(platform)
    const left = lifeLeft(generation, now)
    if (generation && left > 0) {
      if (left >= (minValidity ?? Math.min(10_000, generation.lifetime / 20))) {
        if (untilDue(known, now) <= 0) refresh('scheduled')
        return generation.iceServers
      }
      if (known.inFlight || untilPaced() <= 0) {
        const better = await withinTime(() => ask('requested'), PATIENCE, platform).catch(() => undefined)
        if (better) return better
        session.signal.throwIfAborted()
      }
      if (lifeLeft(generation, moment(platform)) > 0) return generation.iceServers
    }
    let error: IceServersError | undefined
    for (let tries = 0; tries < 2; tries += 1) {
      try {
        return await ask(generation ? 'requested' : 'initial')
      } catch (cause) {
        error = cause as IceServersError
        if (error.code === 'aborted') throw error
        if (retryKind(error.status) !== 'soon') break
      }
    }
    if (fallback) return fallback
    throw error
  }

  async function ask(reason: RefreshReason, force?: boolean) {
    const { inFlight, failure, session } = known
    if (failure && !inFlight && !force) {
      if (elapsed(failure.at, moment(platform)) < failure.retryAfter) throw failure.error
      const pause = untilPaced()
      if (pause > 0) await new Promise<void>((resolve) => platform.setTimeout(resolve, pause))
      session.signal.throwIfAborted()
    }
    return (await refresh(reason, force)).iceServers
  }

  function untilPaced(): number {
    return known.lastStart ? PACE - elapsed(known.lastStart, moment(platform)) : 0
  }

  return { serve, ask }
}
