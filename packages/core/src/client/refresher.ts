import { IceServersError } from '../errors.ts'
import type { Generation } from '../generation.ts'
import type { IceClientOptions, RefreshReason } from '../iceClient.ts'
import type { Platform } from '../platform.ts'
import { elapsed, lifeLeft, type Moment } from '../schedule/lifetime.ts'
import { refreshAge } from '../schedule/refreshTime.ts'
import { attemptTimeout, retryDelay } from '../schedule/retryDelay.ts'
import { attempt, type Source } from '../source/attempt.ts'

/** The life assumed for credentials when neither the answer nor the app tells one, in milliseconds. */
const ASSUMED_LIFETIME = 3_600_000

const ENDED = 'The request for ICE servers was ended.'

interface Failure {
  error: IceServersError
  /** How many in a row. */
  count: number
  at: Moment
  /** Until the next automatic try, in milliseconds; Infinity = not before somebody asks. */
  delay: number
  /** What the server asked for by Retry-After, in milliseconds. */
  retryAfter: number
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
  refresh(reason: RefreshReason, options?: { force?: boolean | undefined }): Promise<Generation>
  /** The time until the next automatic request is due, in milliseconds; Infinity = never. */
  untilDue(now: Moment): number
  /** The error to answer with instead of a request, while the server's Retry-After runs. */
  refusal(now: Moment): IceServersError | undefined
  /** Ends with `clear()`. */
  session(): AbortSignal
  /** Makes a failure that waits for somebody to ask wait no longer. */
  forgive(): void
  /** Ends the requests under way; whoever waits for them gets `aborted`. */
  abort(): void
  clear(): void
}

export interface RefresherContext {
  source: Source
  options: IceClientOptions
  platform: Platform
  moment: () => Moment
  /** Whether a running call depends on the next answer. */
  isMoving: () => boolean
  /** A request has started or ended. */
  onChange: () => void
}

export function createRefresher({
  source,
  options,
  platform,
  moment,
  isMoving,
  onChange,
}: RefresherContext): Refresher {
  let generation: Generation | undefined
  let failure: Failure | undefined
  let session = new AbortController()
  /** All requests under way: a forced one does not end the one before. */
  const open = new Set<AbortController>()
  let inFlight: { controller: AbortController; answer: Promise<Generation> } | undefined
  let lastStart: Moment | undefined

  function start(reason: RefreshReason): Promise<Generation> {
    const controller = new AbortController()
    open.add(controller)
    const begun = moment()
    lastStart = begun
    const answer = settle(controller, begun, reason)
    // Its callers see a rejection; nobody has to be one.
    answer.catch(() => {})
    inFlight = { controller, answer }
    onChange()
    return answer
  }

  async function settle(controller: AbortController, begun: Moment, reason: RefreshReason): Promise<Generation> {
    const timeout = options.timeout ?? attemptTimeout(generation?.lifetime)
    try {
      const { iceServers, lifetime } = await attempt(source, { reason, timeout, controller, platform })
      controller.signal.throwIfAborted()
      // A forced request that started later may have been answered first.
      if (generation && elapsed(generation.start, begun) < 0) return generation
      const life = lifetime ?? assumedLifetime(iceServers, options.ttl)
      const next = { iceServers, start: begun, lifetime: life, refreshAge: refreshAge(life, platform.random()) }
      if (lifeLeft(next, moment()) <= 0)
        throw new IceServersError('invalid-answer', 'The ICE servers had run out when they arrived.')
      generation = next
      failure = undefined
      return next
    } catch (error) {
      if (inFlight?.controller === controller) fail(error as IceServersError)
      throw error
    } finally {
      open.delete(controller)
      if (inFlight?.controller === controller) inFlight = undefined
      onChange()
    }
  }

  function fail(error: IceServersError) {
    if (error.code === 'aborted') return
    const at = moment()
    const count = (failure?.count ?? 0) + 1
    const retryAfter = error.retryAt === undefined ? 0 : error.retryAt - at.wall
    const delay = retryDelay({
      status: error.status,
      retryAfter,
      failures: count,
      lifeLeft: generation ? lifeLeft(generation, at) : 0,
      lifetime: generation?.lifetime ?? 0,
      isMoving: isMoving(),
      random: platform.random(),
    })
    failure = { error, count, at, delay, retryAfter }
  }

  function abort() {
    inFlight = undefined
    for (const controller of open) controller.abort(new IceServersError('aborted', ENDED))
  }

  return {
    generation: () => generation,
    failure: () => failure,
    lastStart: () => lastStart,
    isRefreshing: () => inFlight !== undefined,
    refresh: (reason, { force } = {}) => (inFlight && !force ? inFlight.answer : start(reason)),
    untilDue(now) {
      const backoff = failure ? failure.delay - elapsed(failure.at, now) : 0
      const refresh = generation ? generation.refreshAge - elapsed(generation.start, now) : 0
      return Math.max(backoff, refresh, 0)
    },
    refusal: (now) => (failure && elapsed(failure.at, now) < failure.retryAfter ? failure.error : undefined),
    session: () => session.signal,
    forgive() {
      if (failure?.delay === Number.POSITIVE_INFINITY) failure = undefined
    },
    abort,
    clear() {
      session.abort(new IceServersError('aborted', ENDED))
      session = new AbortController()
      abort()
      generation = undefined
      failure = undefined
    },
  }
}

function assumedLifetime(iceServers: RTCIceServer[], ttl: number | undefined): number {
  if (ttl !== undefined) return ttl * 1000
  return iceServers.some(({ credential }) => credential !== undefined) ? ASSUMED_LIFETIME : Number.POSITIVE_INFINITY
}
