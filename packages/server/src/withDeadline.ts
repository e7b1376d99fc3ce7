import { TurnProviderError } from './errors.ts'

export interface Deadline {
  /** Ends the work when the caller leaves. */
  signal: AbortSignal | undefined
  /** Ends the work after so many milliseconds. */
  timeout: number
  /** What is being done, for the error's message. */
  what: string
}

/**
 * Runs `work` with a signal that ends with the caller's or after the timeout; its reason is a TurnProviderError `aborted` or `timeout`.
 * Work that does not heed the signal is waited for no longer either.
 * An own timer, not `AbortSignal.timeout`: that one cannot be cleared and would outlive each request.
 */
export async function withDeadline<T>(deadline: Deadline, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal, timeout, what } = deadline
  const controller = new AbortController()
  const abort = () => {
    const message = `${what} was ended by the caller's signal.`
    controller.abort(new TurnProviderError('aborted', message, { cause: signal?.reason }))
  }
  const timer = setTimeout(() => {
    controller.abort(new TurnProviderError('timeout', `${what} had no answer after ${timeout} ms. Try again later.`))
  }, timeout)
  const ended = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason))
  })
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work(controller.signal), ended])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}
