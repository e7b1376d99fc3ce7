import { checkOptions } from './client/checkOptions.ts'
import { createDemand } from './client/demand.ts'
import { iceState } from './client/iceState.ts'
import { createRefresher } from './client/refresher.ts'
import { serveIceServers } from './client/serveIceServers.ts'
import { untilAborted } from './client/untilAborted.ts'
import { withInternals } from './connection/internals.ts'
import type { FetchIceServers, IceClient, IceClientOptions, IceState } from './iceClient.ts'
import { createPlatform, type Platform, reportError } from './platform.ts'
import { lifeLeft, type Moment } from './schedule/lifetime.ts'
import type { Source } from './source/attempt.ts'
import { endpoint } from './source/endpoint.ts'

/** The longest time without a look at the clocks, in milliseconds: a laptop that slept wakes late timers. */
const LONGEST_NAP = 300_000
/** The same while a live connection depends on it. */
const LONGEST_NAP_IN_CALL = 30_000

/**
 * Makes the one place in an app that has ICE servers: fetches them when somebody wants them, renews them before they run
 * out, and hands the same ones to everybody. Nothing happens before the first subscriber or call.
 *
 * @param source the URL of your endpoint, or a function that fetches
 * @throws TypeError for a source or an option that makes no sense
 * @example
 * const client = createIceClient('/api/ice-servers')
 * const pc = new RTCPeerConnection({ iceServers: await client.getIceServers() })
 * const stop = keepFresh(pc, client)
 */
export function createIceClient(source: string | URL | FetchIceServers, options: IceClientOptions = {}): IceClient {
  checkOptions(source, options)
  const platform = createPlatform(options.platform)
  const moment = (): Moment => ({ wall: platform.now(), monotonic: platform.monotonic() })
  const listeners = new Set<(state: IceState) => void>()
  let isCleared = false
  /** Callers whose promise is open: their request outlives the last subscriber. */
  let waiting = 0
  let stopKeepAlive: (() => void) | undefined
  let timer: unknown

  const demand = createDemand(platform, {
    onStart: () => refresher.forgive(),
    onPageEvent: () => look(),
    onEnd() {
      platform.clearTimeout(timer)
      if (waiting === 0) refresher.abort()
      publish()
    },
  })
  const refresher = createRefresher({
    source: toSource(source, options, platform),
    options,
    platform,
    moment,
    isMoving: demand.hasConnection,
    onChange: () => look(),
  })
  let state = iceState(known(), moment())
  let published = state

  function known() {
    const failure = refresher.failure()
    const isWaiting = failure && !refresher.isRefreshing() && failure.delay < Number.POSITIVE_INFINITY
    return {
      generation: refresher.generation(),
      isRefreshing: refresher.isRefreshing(),
      error: failure?.error,
      nextAttemptAt: isWaiting ? failure.at.wall + failure.delay : undefined,
      fallback: options.fallback,
    }
  }

  function getState(): IceState {
    state = iceState(known(), moment(), state)
    return state
  }

  function publish() {
    const next = getState()
    if (next === published) return
    published = next
    for (const listener of [...listeners]) {
      // A listener may have caused a newer state, which has been told already.
      if (published !== next) return
      if (!listeners.has(listener)) continue
      try {
        listener(next)
      } catch (error) {
        reportError(error)
      }
    }
  }

  /** Looks what is due, does it, and sets the one timer for the next look. */
  function look() {
    platform.clearTimeout(timer)
    publish()
    if (isCleared || !demand.isWanted()) return
    const now = moment()
    const generation = refresher.generation()
    let wait = refresher.isRefreshing() ? Number.POSITIVE_INFINITY : refresher.untilDue(now)
    if (wait <= 0) {
      // Starting looks again by itself.
      refresher.refresh(refresher.failure() ? 'retry' : generation ? 'scheduled' : 'initial')
      return
    }
    const life = generation ? lifeLeft(generation, now) : 0
    if (life > 0) wait = Math.min(wait, life)
    if (wait === Number.POSITIVE_INFINITY) return
    timer = platform.setTimeout(
      look,
      Math.ceil(Math.min(wait, demand.hasConnection() ? LONGEST_NAP_IN_CALL : LONGEST_NAP)),
    )
  }

  function wake() {
    isCleared = false
    if (options.keepAlive) stopKeepAlive ??= demand.add('keepAlive')
  }

  function waitFor<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    waiting += 1
    return untilAborted(work, signal).finally(() => {
      waiting -= 1
    })
  }

  const client: IceClient = {
    getIceServers({ minValidity, signal } = {}) {
      wake()
      return waitFor(serveIceServers(refresher, { minValidity, fallback: options.fallback, platform, moment }), signal)
    },
    refresh({ force, signal } = {}) {
      wake()
      const refusal = refresher.isRefreshing() || force ? undefined : refresher.refusal(moment())
      if (refusal) return Promise.reject(refusal)
      return waitFor(refresher.refresh('requested', { force }), signal).then(({ iceServers }) => iceServers)
    },
    getState,
    subscribe(listener) {
      wake()
      // Wrapped, so that one function can subscribe twice.
      const own = (next: IceState) => listener(next)
      listeners.add(own)
      const leave = demand.add('subscriber')
      look()
      return () => {
        listeners.delete(own)
        leave()
      }
    },
    clear() {
      isCleared = true
      platform.clearTimeout(timer)
      stopKeepAlive?.()
      stopKeepAlive = undefined
      refresher.clear()
      publish()
    },
  }
  return withInternals(client, {
    platform,
    generation() {
      const generation = refresher.generation()
      return generation && lifeLeft(generation, moment()) > 0 ? generation : undefined
    },
    keep() {
      const leave = demand.add('connection')
      look()
      return leave
    },
  })
}

function toSource(source: string | URL | FetchIceServers, options: IceClientOptions, platform: Platform): Source {
  if (typeof source === 'function') return async (context) => ({ body: await source(context) })
  return endpoint(String(source), options, platform)
}
