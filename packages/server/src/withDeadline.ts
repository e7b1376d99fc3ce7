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
  let end: (error: TurnProviderError) => void = () => {}
  const ended = new Promise<never>((_resolve, reject) => {
    end = (error) => {
      controller.abort(error)
      reject(error)
    }
  })
  const abort = () => {
    const message = `${what} was ended by the caller's signal.`
    end(new TurnProviderError('aborted', message, { cause: signal?.reason }))
  }
  const timer = setTimeout(() => {
    end(new TurnProviderError('timeout', `${what} had no answer after ${timeout} ms. Try again later.`))
  }, timeout)
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    // In a function of its own: work that throws at once must not leave `ended` without anybody who hears it.
    return await Promise.race([ended, (async () => work(controller.signal))()])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}
