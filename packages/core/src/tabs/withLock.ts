import type { Platform } from '../platform.ts'

/** How long to wait for another tab, in milliseconds: one that is frozen holds its lock for as long. */
const PATIENCE = 5000

/**
 * Does the work while no other tab does it; alone, where the lock cannot be had.
 *
 * @param signal ends the wait, not the work
 * @param work is told whether it had to wait for another tab
 */
export async function withLock<T>(
  name: string,
  signal: AbortSignal,
  platform: Platform,
  work: (hadToWait: boolean) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted()
  const { locks } = navigator
  let mine: Promise<T> | undefined
  const start = (hadToWait: boolean) => {
    mine = work(hadToWait)
    return mine
  }
  const wait = new AbortController()
  const timer = platform.setTimeout(() => wait.abort(), PATIENCE)
  try {
    await locks.request(name, { ifAvailable: true }, (lock) => lock && start(false))
    if (!mine) await locks.request(name, { signal: AbortSignal.any([signal, wait.signal]) }, () => start(true))
  } catch {
    // Its own failure is told below; without a lock there is no reason not to begin.
  } finally {
    platform.clearTimeout(timer)
  }
  signal.throwIfAborted()
  return mine ?? work(true)
}
