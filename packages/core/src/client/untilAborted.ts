import { IceServersError } from '../errors.ts'

/** What the work brings, or a rejection with `aborted` as soon as the signal says so. Only this wait ends, not the work. */
export async function untilAborted<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work()
  return new Promise((resolve, reject) => {
    const abort = () =>
      reject(new IceServersError('aborted', 'The caller no longer waits for ICE servers.', { cause: signal.reason }))
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort))
  })
}
