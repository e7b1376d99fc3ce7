import type { Platform } from '../platform.ts'
import { withinTime } from '../withinTime.ts'

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
  signal.addEventListener('abort', () => wait.abort())
  const tryLock = async () => {
    await locks.request(name, { ifAvailable: true }, (lock) => lock && start(false))
    if (!mine) await locks.request(name, { signal: wait.signal }, () => start(true))
  }
  try {
    await withinTime(tryLock, PATIENCE, platform, wait)
  } catch {
    // Its own failure is told below; without a lock there is no reason not to begin.
  }
  signal.throwIfAborted()
  return mine ?? work(false)
}
