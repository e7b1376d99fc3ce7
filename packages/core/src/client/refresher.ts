import { IceServersError } from '../errors.ts'
import type { Generation } from '../generation.ts'
import type { IceClientOptions } from '../iceClient.ts'
import type { IceEvent } from '../iceEvent.ts'
import { moment, type Platform } from '../platform.ts'
import type { RefreshReason } from '../refreshReason.ts'
import { elapsed, lifeLeft, type Moment } from '../schedule/lifetime.ts'
import { attemptTimeout, retryDelay } from '../schedule/retryDelay.ts'
import { attempt, type Source } from '../source/attempt.ts'
import { acceptAnswer } from './acceptAnswer.ts'
import { answerEvents } from './answerEvents.ts'

/** How the last request failed. */
export interface Failure {
  readonly error: IceServersError
  /** How many in a row. */
  readonly count: number
  readonly at: Moment
  /** Until the next automatic try, in milliseconds; Infinity = not before somebody asks. */
  delay: number
  /** What the server asked for by Retry-After, in milliseconds. */
  readonly retryAfter: number
}

/** The one cache and the requests that fill it: what is in hand, what failed, what is under way. */
export interface Refresher {
  /** The newest answer, alive or not. */
  generation(): Generation | undefined
  failure(): Failure | undefined
  /** When the last request started. */
  lastStart(): Moment | undefined
  isRefreshing(): boolean
  /** Joins the request under way, or starts one; `force` starts one regardless. */
  refresh(reason: RefreshReason, force?: boolean): Promise<Generation>
  /** The time until the next automatic request is due, in milliseconds; Infinity = never. */
  untilDue(now: Moment): number
  /** Ends with `clear()`. */
  session(): AbortSignal
  /** A TURN server would not take it: if it is still the newest, a newer one is due, and another one. */
  refuse(generation: Generation): void
  /** Makes the next automatic try come within so many milliseconds, but for a Retry-After. */
  hurry(delay: number): void
  /** Ends the requests under way; whoever waits for them gets `aborted`. */
  abort(): void
  clear(): void
}

export interface RefresherContext {
  source: Source
  options: IceClientOptions
  platform: Platform
  /** Whether a running call depends on the next answer. */
  isMoving: () => boolean
  /** A request has started or ended. */
  onChange: () => void
  /** A server has answered, whatever it said. */
  onAnswer: () => void
  emit: (event: IceEvent) => void
  /** What came with the page. */
  initial: Generation | undefined
}

export function createRefresher(context: RefresherContext): Refresher {
  const { source, options, platform, isMoving, onChange, onAnswer, emit } = context
  const { ttl, timeout } = options
  let generation = context.initial
  let refused: Generation | undefined
  let failure: Failure | undefined
  let session = new AbortController()
  /** All requests under way: a forced one does not end the one before. */
  const open = new Set<AbortController>()
  let inFlight: { controller: AbortController; answer: Promise<Generation> } | undefined
  let lastStart: Moment | undefined
  /** Requests so far, and the one whose answer is in hand: clocks may jump, so they are counted. */
  let started = 0
  let newest = 0

  function start(asked: RefreshReason): Promise<Generation> {
    const reason = generation && generation === refused ? 'refused' : asked
    const controller = new AbortController()
    open.add(controller)
    let settled: (answer: Promise<Generation>) => void = () => {}
    const answer = new Promise<Generation>((resolve) => {
      settled = resolve
    })
    // Its callers see a rejection; nobody has to be one.
    answer.catch(() => {})
    // Before the source is called: it may call its own client.
    inFlight = { controller, answer }
    lastStart = moment(platform)
    emit({ type: 'request-started', reason })
    settled(settle(controller, lastStart, reason))
    onChange()
    return answer
  }

  async function settle(controller: AbortController, begun: Moment, reason: RefreshReason): Promise<Generation> {
    started += 1
    const order = started
    try {
      const limit = timeout ?? attemptTimeout(generation?.lifetime)
      const answer = await attempt(source, { reason, timeout: limit, controller, platform, select: options })
      controller.signal.throwIfAborted()
      const now = moment(platform)
      // A forced request that started later may have been answered first.
      if (order < newest && generation && lifeLeft(generation, now) > 0) return generation
      const isRenewal = reason === 'scheduled' || reason === 'retry'
      const given = { answer, start: begun, now, ttl, random: platform.random() }
      const next = acceptAnswer({ ...given, current: generation, isRenewal, refused })
      generation = next
      newest = order
      failure = undefined
      onAnswer()
      const expiresAt = begun.wall + next.lifetime
      const problems = answer.faults.length
      emit({ type: 'request-succeeded', reason, duration: elapsed(begun, now), expiresAt, problems })
      for (const event of answerEvents(answer, next, ttl)) emit(event)
      return next
    } catch (error) {
      if (inFlight?.controller === controller) fail(error as IceServersError, begun, reason)
      throw error
    } finally {
      open.delete(controller)
      if (inFlight?.controller === controller) inFlight = undefined
      onChange()
    }
  }

  function fail(error: IceServersError, begun: Moment, reason: RefreshReason) {
    const { code, status, retryAt } = error
    if (code === 'aborted') return
    if (status !== undefined || code === 'invalid-answer') onAnswer()
    const at = moment(platform)
    const count = (failure?.count ?? 0) + 1
    const retryAfter = retryAt === undefined ? 0 : retryAt - at.wall
    const delay = retryDelay({
      status,
      retryAfter,
      failures: count,
      lifeLeft: lifeLeft(generation, at),
      lifetime: generation?.lifetime ?? 0,
      isMoving: isMoving(),
      random: platform.random(),
    })
    failure = { error, count, at, delay, retryAfter }
    const retryIn = delay < Infinity ? delay : undefined
    emit({ type: 'request-failed', reason, duration: elapsed(begun, at), code, status, retryIn })
  }

  function abort(controllers: Iterable<AbortController> = open) {
    inFlight = undefined
    const error = new IceServersError('aborted', 'The request for ICE servers was ended.')
    for (const controller of controllers) controller.abort(error)
  }

  return {
    generation: () => generation,
    failure: () => failure,
    lastStart: () => lastStart,
    isRefreshing: () => inFlight !== undefined,
    refresh: (reason, force) => (inFlight && !force ? inFlight.answer : start(reason)),
    untilDue(now) {
      const backoff = failure ? failure.delay - elapsed(failure.at, now) : 0
      const refresh = generation && generation !== refused ? generation.refreshAge - elapsed(generation.start, now) : 0
      return Math.max(backoff, refresh, 0)
    },
    session: () => session.signal,
    refuse(given) {
      if (given === generation) refused = given
    },
    hurry(delay) {
      if (!failure) return
      const passed = elapsed(failure.at, moment(platform))
      const soon = Math.max(passed + delay, failure.retryAfter)
      // One that is overdue, because the machine was offline, comes then and not at once.
      failure.delay = passed < failure.delay ? Math.min(failure.delay, soon) : soon
    },
    abort: () => abort(),
    clear() {
      abort([session, ...open])
      session = new AbortController()
      lastStart = undefined
      generation = undefined
      failure = undefined
    },
  }
}
