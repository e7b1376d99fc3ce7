import { IceServersError } from '../errors.ts'

/** The promise, or a rejection with `aborted` as soon as the signal says so. Only this wait ends, not the work. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const abort = () =>
      reject(new IceServersError('aborted', 'The caller no longer waits for ICE servers.', { cause: signal.reason }))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
