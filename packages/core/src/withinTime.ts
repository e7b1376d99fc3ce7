import type { Platform } from './platform.ts'

/** What the promise brings; undefined when it fails, or takes longer than so many milliseconds. */
export async function withinTime<T>(promise: Promise<T>, time: number, platform: Platform): Promise<T | undefined> {
  let timer: unknown
  const tooLong = new Promise<undefined>((resolve) => {
    timer = platform.setTimeout(() => resolve(undefined), time)
  })
  try {
    return await Promise.race([promise, tooLong])
  } catch {
    return undefined
  } finally {
    platform.clearTimeout(timer)
  }
}
