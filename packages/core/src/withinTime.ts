import type { Platform } from './platform.ts'
import { untilAborted } from './untilAborted.ts'

/** What the work brings. After so many milliseconds the controller is aborted, for this reason, and the wait ends with it. */
export async function withinTime<T>(
  work: () => Promise<T>,
  time: number,
  platform: Platform,
  controller = new AbortController(),
  reason?: Error,
): Promise<T> {
  const timer = platform.setTimeout(() => controller.abort(reason), time)
  try {
    return await untilAborted(controller.signal, work)
  } finally {
    platform.clearTimeout(timer)
  }
}
