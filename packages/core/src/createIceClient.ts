import { checkOptions } from './client/checkOptions.ts'
import { createConnectivity } from './client/connectivity.ts'
import { createDemand } from './client/demand.ts'
import { initialGeneration } from './client/initialGeneration.ts'
import { createPublisher } from './client/publisher.ts'
import { createRefresher } from './client/refresher.ts'
import { askForServers, serveIceServers } from './client/serveIceServers.ts'
import { untilAborted } from './client/untilAborted.ts'
import { withInternals } from './connection/internals.ts'
import type { FetchIceServers, IceClient, IceClientOptions } from './iceClient.ts'
import type { IceEvent } from './iceEvent.ts'
import { createPlatform, moment, navigationStart, type Platform, reportError } from './platform.ts'
import { elapsed, lifeLeft } from './schedule/lifetime.ts'
import { offlineWait } from './schedule/offlineWait.ts'
import type { Source } from './source/attempt.ts'
import { endpoint } from './source/endpoint.ts'

/** The longest time without a look at the clocks, in milliseconds: a laptop that slept wakes late timers. */
const LONGEST_NAP = 300_000
/** The same while a live connection depends on it. */
const LONGEST_NAP_IN_CALL = 30_000
/** The least time between tries that returns to the page cause after a 401, in milliseconds. */
const LEAST_PAUSE = 60_000
/** Over how long the tries of a fleet that comes online are spread, in milliseconds. */
const ONLINE_SPREAD = 5000

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
  let isCleared = false
  /** Callers whose promise is open: their request outlives the last subscriber. */
  let waiting = 0
  let stopKeepAlive: (() => void) | undefined
  let timer: unknown

  const connectivity = createConnectivity(platform)
  const demand = createDemand(platform, {
    onStart() {
      if (refresher.failure()?.delay === Infinity) refresher.hurry(0)
    },
    onPageEvent,
    onEnd() {
      platform.clearTimeout(timer)
      if (waiting === 0) refresher.abort()
      publish()
    },
  })
  const initial = initialGeneration({
    ...options,
    now: moment(platform),
    random: platform.random(),
    navigation: navigationStart(),
  })
  const refresher = createRefresher({
    source: toSource(source, options, platform),
    options,
    platform,
    isMoving: demand.hasConnection,
    onChange: () => look(),
    onAnswer: connectivity.answered,
    emit,
    initial,
  })
  const { getState, publish, subscribe } = createPublisher(platform, known, emit)

  function known() {
    return {
      generation: refresher.generation(),
      failure: refresher.failure(),
      isRefreshing: refresher.isRefreshing(),
      fallback: options.fallback,
    }
  }

  function emit(event: IceEvent) {
    try {
      options.onEvent?.(event)
    } catch (error) {
      reportError(error)
    }
  }

  /** Events are questions, not orders: what was waited for may have come. */
  function onPageEvent(type: string) {
    if (type === 'online' || type === 'offline') connectivity.changed()
    const failure = refresher.failure()
    const now = moment(platform)
    if (failure?.delay === Infinity) {
      if (platform.isVisible() && elapsed(failure.at, now) >= LEAST_PAUSE) refresher.hurry(0)
    } else if (type === 'online')
      refresher.hurry(lifeLeft(refresher.generation(), now) > 0 ? platform.random() * ONLINE_SPREAD : 0)
    look()
  }

  /** Looks what is due, does it, and sets the one timer for the next look. */
  function look() {
    platform.clearTimeout(timer)
    if (isCleared || !demand.isWatched()) return publish()
    const now = moment(platform)
    const generation = refresher.generation()
    const failure = refresher.failure()
    const life = lifeLeft(generation, now)
    // Behind a hidden page nothing is asked; but a call answered there must not get servers that have run out.
    let wait = refresher.isRefreshing() || !demand.isWanted() ? Infinity : refresher.untilDue(now)
    if (failure && connectivity.isOffline()) wait = Math.max(wait, offlineWait(life, lifeLeft(generation, failure.at)))
    if (wait <= 0) {
      // Starting looks again by itself.
      refresher.refresh(failure ? 'retry' : generation ? 'scheduled' : 'initial')
      return
    }
    if (life > 0) wait = Math.min(wait, life)
    const nap = Math.min(wait, demand.hasConnection() ? LONGEST_NAP_IN_CALL : LONGEST_NAP)
    if (wait < Infinity) timer = platform.setTimeout(look, Math.ceil(nap))
    // Last: a listener may clear the client, or make it look anew.
    publish()
  }

  function wake() {
    isCleared = false
    if (options.keepAlive) stopKeepAlive ??= demand.add('keepAlive')
  }

  async function waitFor<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    waiting += 1
    try {
      return await untilAborted(work, signal)
    } finally {
      waiting -= 1
    }
  }

  const client: IceClient = {
    getIceServers({ minValidity, signal } = {}) {
      wake()
      return waitFor(() => serveIceServers(refresher, { minValidity, fallback: options.fallback, platform }), signal)
    },
    refresh({ force, signal } = {}) {
      wake()
      if (!force) return waitFor(() => askForServers(refresher, platform, 'requested'), signal)
      return waitFor(async () => (await refresher.refresh('requested', force)).iceServers, signal)
    },
    getState,
    subscribe(listener) {
      wake()
      const unsubscribe = subscribe(listener)
      const leave = demand.add('subscriber')
      look()
      return () => {
        unsubscribe()
        leave()
      }
    },
    clear() {
      isCleared = true
      platform.clearTimeout(timer)
      stopKeepAlive?.()
      stopKeepAlive = undefined
      refresher.clear()
      emit({ type: 'cleared' })
      publish()
    },
  }
  const first = getState()
  return withInternals(client, {
    platform,
    firstState: () => (initial && lifeLeft(initial, moment(platform)) <= 0 ? getState() : first),
    generation() {
      const generation = refresher.generation()
      return lifeLeft(generation, moment(platform)) > 0 ? generation : undefined
    },
    keep() {
      const leave = demand.add('connection')
      look()
      return leave
    },
    refresh: () => void client.refresh().catch(() => {}),
    refuse(generation) {
      refresher.refuse(generation)
      look()
    },
  })
}

function toSource(source: string | URL | FetchIceServers, options: IceClientOptions, platform: Platform): Source {
  if (typeof source === 'function') return async (context) => ({ body: await source(context) })
  return endpoint(String(source), options, platform)
}
