import { type ReadAnswer, readAnswer } from '../answer/readAnswer.ts'
import { IceServersError } from '../errors.ts'
import type { Platform } from '../platform.ts'
import type { RefreshReason } from '../refreshReason.ts'

/** Long enough to say what is wrong, in characters. */
const LONGEST_MESSAGE = 199

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

export interface AttemptOptions {
  reason: RefreshReason
  /** In milliseconds. */
  timeout: number
  controller: AbortController
  platform: Platform
}

export interface AttemptAnswer extends ReadAnswer {
  /** By how much our clock is ahead of the server's, in milliseconds, where it told. */
  skew: number | undefined
}

/** Asks a source once, for a limited time, and reads its answer. Every failure is an IceServersError. */
export async function attempt(source: Source, options: AttemptOptions): Promise<AttemptAnswer> {
  const { reason, timeout, controller, platform } = options
  const { signal } = controller
  let timer: unknown
  // A race, because an app's own function may ignore its signal.
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(asError(signal.reason)))
    timer = platform.setTimeout(() => {
      controller.abort(new IceServersError('timeout', `The ICE servers did not come within ${timeout} ms.`))
    }, timeout)
  })
  try {
    const { body, serverDate, age, name } = await Promise.race([source({ signal, reason }), ended])
    const now = platform.now()
    const served = serverDate && !age ? Date.parse(serverDate) : NaN
    const skew = Number.isNaN(served) ? undefined : now - served
    return { ...parseAnswer(name, () => readAnswer(body, { serverDate, age, now })), skew }
  } catch (error) {
    const isForeign = error instanceof IceServersError && error.code === 'aborted' && !signal.aborted
    throw isForeign ? failed(error) : asError(error)
  } finally {
    platform.clearTimeout(timer)
  }
}

/** The parser's errors do not know where the answer came from. */
function parseAnswer(name: string | undefined, parse: () => ReadAnswer): ReadAnswer {
  try {
    return parse()
  } catch (error) {
    if (!name || !(error instanceof IceServersError)) throw error
    throw new IceServersError(error.code, `${name}: ${error.message}`.slice(0, LONGEST_MESSAGE), { cause: error })
  }
}

function asError(error: unknown): IceServersError {
  return error instanceof IceServersError ? error : failed(error)
}

function failed(error: unknown): IceServersError {
  return new IceServersError('network', 'The source of the ICE servers failed; see the cause.', { cause: error })
}
