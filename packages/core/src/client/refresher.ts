import { IceServersError } from '../errors.ts'
import type { Generation } from '../generation.ts'
import type { IceEvent } from '../iceEvent.ts'
import { moment, type Platform } from '../platform.ts'
import type { RefreshReason } from '../refreshReason.ts'
import { elapsed, lifeLeft } from '../schedule/lifetime.ts'
import { retryDelay } from '../schedule/retryDelay.ts'
import type { Attempt, AttemptAnswer } from '../source/attempt.ts'
import { emitAnswer } from './emitAnswer.ts'
import type { Known } from './known.ts'
import { nextGeneration } from './nextGeneration.ts'
import { toGeneration } from './toGeneration.ts'

/** The requests that fill what a client knows. */
export interface Refresher {
  /** Joins the request under way, or starts one; `force` starts one regardless. */
  refresh(reason: RefreshReason, force?: boolean): Promise<Generation>
  /** Ends the requests under way; whoever waits for them gets `aborted`. */
  abort(): void
}

/**
 * @param onChange a request has started or ended
 * @param isMoving whether a running call depends on the next answer
 */
export function createRefresher(
  known: Known,
  attempt: Attempt,
  platform: Platform,
  emit: (event: IceEvent) => void,
  onChange: () => void,
  isMoving: () => boolean,
): Refresher {
  /** All requests under way: a forced one does not end the one before. */
  const open = new Set<AbortController>()
  /** Requests so far, and the one whose answer is in hand: clocks may jump, so they are counted. */
  let started = 0
  let newest = 0

  /** One request: everything below it belongs to it alone. */
  function start(asked: RefreshReason): Promise<Generation> {
    const reason = known.generation && known.generation === known.refused ? 'refused' : asked
    const begun = moment(platform)
    const controller = new AbortController()
    started += 1
    const order = started
    let settled!: (answer: Promise<Generation>) => void
    const answer = new Promise<Generation>((resolve) => {
      settled = resolve
    })
    // Its callers see a rejection; nobody has to be one.
    answer.catch(() => {})
    open.add(controller)
    // Before the source is called: it may call its own client.
    known.inFlight = answer
    known.lastStart = begun
    emit({ type: 'request-started', reason })
    settled(settle())
    onChange()
    return answer

    async function settle(): Promise<Generation> {
      try {
        const found = await attempt(controller, reason, known.generation?.lifetime)
        controller.signal.throwIfAborted()
        return accept(found)
      } catch (error) {
        if (known.inFlight === answer) fail(error as IceServersError)
        throw error
      } finally {
        open.delete(controller)
        if (known.inFlight === answer) known.inFlight = undefined
        onChange()
      }
    }

    function accept(found: AttemptAnswer): Generation {
      const now = moment(platform)
      // A forced request that started later may have been answered first.
      if (order < newest && lifeLeft(known.generation, now) > 0) return known.generation as Generation
      const next = nextGeneration(known, toGeneration(found, found.start ?? begun, platform.random()), reason, now)
      known.generation = next
      known.failure = undefined
      newest = order
      onAnswer()
      emit({
        type: 'request-succeeded',
        reason,
        duration: elapsed(begun, now),
        expiresAt: next.start.wall + next.lifetime,
        problems: found.faults.length,
      })
      emitAnswer(found, next, emit)
      return next
    }

    function fail(error: IceServersError) {
      const { code, status, retryAt } = error
      if (status !== undefined || code === 'invalid-answer') onAnswer()
      const { generation, failure } = known
      const at = moment(platform)
      const failures = (failure?.failures ?? 0) + 1
      const retryAfter = (retryAt ?? at.wall) - at.wall
      const delay = retryDelay({
        status,
        retryAfter,
        failures,
        lifeLeft: lifeLeft(generation, at),
        lifetime: generation?.lifetime ?? 0,
        isMoving: isMoving(),
        random: platform.random(),
      })
      known.failure = { error, failures, at, delay, retryAfter }
      emit({
        type: 'request-failed',
        reason,
        duration: elapsed(begun, at),
        code,
        status,
        retryIn: delay < Infinity ? delay : undefined,
      })
    }
  }

  /** A server has answered, whatever it said. */
  function onAnswer() {
    known.isReachable = !platform.isOnline()
  }

  return {
    refresh: (reason, force) => (known.inFlight && !force ? known.inFlight : start(reason)),
    abort() {
      const error = new IceServersError('aborted', 'The request for ICE servers was ended.')
      const { session } = known
      known.inFlight = undefined
      known.session = new AbortController()
      for (const controller of [session, ...open]) controller.abort(error)
    },
  }
}
