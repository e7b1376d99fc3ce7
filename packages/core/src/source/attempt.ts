import { serverTime } from '../answer/answerLifetime.ts'
import { type ReadAnswer, readAnswer } from '../answer/readAnswer.ts'
import type { SelectOptions } from '../answer/selectUrls.ts'
import { IceServersError } from '../errors.ts'
import type { Platform } from '../platform.ts'
import type { RefreshReason } from '../refreshReason.ts'
import type { Moment } from '../schedule/lifetime.ts'
import { attemptTimeout } from '../schedule/retryDelay.ts'
import { withinTime } from '../withinTime.ts'

/** A source's raw answer, with what its HTTP headers say of time. */
export interface Answer {
  body: unknown
  serverDate?: string | null
  age?: string | null
  /** What was asked, for errors: without its query. */
  name?: string
}

/** Where servers come from: a URL or the app's own function, in one shape. */
export type Source = (context: { signal: AbortSignal; reason: RefreshReason }) => Promise<Answer>

export interface AttemptOptions extends SelectOptions {
  /** The life to assume, in seconds, where the answer tells none. */
  ttl?: number | undefined
  /** How long one attempt may take, in milliseconds. */
  timeout?: number | undefined
}

export interface AttemptAnswer extends ReadAnswer {
  /** By how much our clock is ahead of the server's, in milliseconds; 0 where it did not tell. */
  skew: number
  /** When it was asked for, where that was not this attempt. */
  start?: Moment
}

/**
 * Asks a source once, for a limited time, and reads its answer. The controller ends it, with an IceServersError as its
 * reason; every failure is one.
 *
 * @param lifetime the whole life of the servers in hand, in milliseconds, where there are any
 */
export type Attempt = (
  controller: AbortController,
  reason: RefreshReason,
  lifetime: number | undefined,
) => Promise<AttemptAnswer>

export function createAttempt(source: Source, options: AttemptOptions, platform: Platform): Attempt {
  return async (controller, reason, lifetime) => {
    const { signal } = controller
    const { timeout = attemptTimeout(lifetime) } = options
    const tooLate = new IceServersError('timeout', `No ICE servers came within ${timeout} ms.`)
    try {
      // An app's own function may ignore its signal.
      const work = () => source({ signal, reason })
      const { body, name, ...context } = await withinTime(work, timeout, platform, controller, tooLate)
      const now = platform.now()
      return { ...readAnswer(body, { ...options, ...context, name, now }), skew: now - (serverTime(context) ?? now) }
    } catch (error) {
      // A source may have asked another client, and what was aborted there is a failure here.
      if (error instanceof IceServersError && (error.code !== 'aborted' || signal.aborted)) throw error
      throw new IceServersError('network', 'The source of ICE servers failed; see the cause.', { cause: error })
    }
  }
}
