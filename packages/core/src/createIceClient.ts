import { checkOptions } from './client/checkOptions.ts'
import { createDemand } from './client/demand.ts'
import { initialGeneration } from './client/initialGeneration.ts'
import { withInsides } from './client/insides.ts'
import { hurry, type Known, untilDue } from './client/known.ts'
import { createPublisher } from './client/publisher.ts'
import { createRefresher } from './client/refresher.ts'
import { createServing } from './client/serving.ts'
import { IceServersError } from './errors.ts'
import type { FetchIceServers, IceClient, IceClientOptions } from './iceClient.ts'
import type { IceEvent } from './iceEvent.ts'
import { callOut, createPlatform, moment, navigationStart } from './platform.ts'
import { elapsed, lifeLeft } from './schedule/lifetime.ts'
import { offlineWait } from './schedule/offlineWait.ts'
import { createAttempt } from './source/attempt.ts'
import { toSource } from './source/toSource.ts'
import { untilAborted } from './untilAborted.ts'

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

  const demand = createDemand(platform, onStart, onPageEvent, onEnd)
  const initial = initialGeneration(options, moment(platform), platform.random(), navigationStart(moment(platform)))
  const known: Known = { generation: initial, session: new AbortController() }
  const attempt = createAttempt(toSource(source, options, platform), options, platform)
  const shared = options.share?.({ known, attempt, options, look, forget })
  const refresher = createRefresher(known, shared?.attempt ?? attempt, platform, emit, look, demand.hasConnection)
  const { fallback } = options
  const { serve, ask } = createServing(known, refresher.refresh, fallback, platform)
  const { getState, publish, subscribe } = createPublisher(known, fallback, platform, emit)

  function emit(event: IceEvent) {
    callOut(options.onEvent, event)
  }

  function onStart() {
    if (known.failure?.delay === Infinity) hurry(known, 0, moment(platform))
  }

  function onEnd() {
    if (waiting === 0) refresher.abort()
    look()
  }

  /** Events are questions, not orders: what was waited for may have come. */
  function onPageEvent(type: string) {
    if (type === 'online' || type === 'offline') known.isReachable = false
    const { failure, generation } = known
    const now = moment(platform)
    if (failure?.delay === Infinity) {
      if (platform.isVisible() && elapsed(failure.at, now) >= LEAST_PAUSE) hurry(known, 0, now)
    } else if (type === 'online')
      hurry(known, lifeLeft(generation, now) > 0 ? platform.random() * ONLINE_SPREAD : 0, now)
    look()
  }

  /** Looks what is due, does it, and sets the one timer for the next look. */
  function look() {
    platform.clearTimeout(timer)
    if (isCleared || !demand.isWatched()) return publish()
    const now = moment(platform)
    const { generation, failure, inFlight } = known
    const life = lifeLeft(generation, now)
    // Behind a hidden page nothing is asked; but a call answered there must not get servers that have run out.
    let wait = inFlight || !demand.isWanted() ? Infinity : untilDue(known, now)
    if (failure && !known.isReachable && !platform.isOnline())
      wait = Math.max(wait, offlineWait(life, lifeLeft(generation, failure.at)))
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

  function forget() {
    isCleared = true
    stopKeepAlive?.()
    stopKeepAlive = undefined
    refresher.abort()
    known.generation = known.refused = known.failure = known.lastStart = undefined
    atFirst = getState()
    emit({ type: 'cleared' })
    look()
  }

  async function waitFor<T>(work: () => Promise<T>, signal = new AbortController().signal): Promise<T> {
    waiting += 1
    try {
      return await untilAborted(signal, work)
    } catch (error) {
      if (!signal.aborted) throw error
      throw new IceServersError('aborted', 'The wait for ICE servers was ended.', { cause: signal.reason })
    } finally {
      waiting -= 1
    }
  }

  /** What came with the page, for who takes it over. */
  let atFirst = getState()
  const client: IceClient = {
    getIceServers({ minValidity, signal } = {}) {
      wake()
      return waitFor(() => serve(minValidity), signal)
    },
    refresh({ force, signal } = {}) {
      wake()
      return waitFor(() => ask('requested', force), signal)
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
      shared?.clear()
      forget()
    },
  }
  return withInsides(client, {
    platform,
    firstState: () => (initial && lifeLeft(initial, moment(platform)) <= 0 ? getState() : atFirst),
    generation() {
      return lifeLeft(known.generation, moment(platform)) > 0 ? known.generation : undefined
    },
    keep() {
      const leave = demand.add('connection')
      look()
      return leave
    },
    refuse(generation) {
      if (generation === known.generation) known.refused = generation
      look()
    },
  })
}
