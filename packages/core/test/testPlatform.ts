import type { Platform } from '../src/index.ts'

/** A platform whose time stands still until `advance`, so that hours pass in a test's instant. */
export interface TestPlatform extends Platform {
  /** Lets this many milliseconds pass on both clocks, timers and promises included. */
  advance(ms: number): Promise<void>
  /** Makes the wall clock jump. */
  jump(ms: number): void
  /** Lets time pass as in a laptop's sleep: the wall clock goes on, timers and the monotonic clock do not. */
  sleep(ms: number): void
  /** Shows or hides the page and says so. */
  show(isVisible: boolean): void
  /** Says that this happened to the page. */
  tell(type: string): void
  /** For how long timers were set so far. */
  delays: number[]
  /** How many timers wait. */
  timers(): number
  /** How many listen to the page. */
  listeners(): number
}

export const START = Date.UTC(2030, 0, 1)

export function createTestPlatform(given: Partial<Platform> = {}): TestPlatform {
  let monotonic = 0
  let wall = START
  let isVisible = true
  let lastTimer = 0
  const delays: number[] = []
  const timers = new Map<number, { at: number; callback: () => void }>()
  const pageListeners = new Set<(type: string) => void>()

  return {
    fetch: () => Promise.reject(new Error('this test has no network')),
    now: () => wall,
    monotonic: () => monotonic,
    random: () => 0.5,
    setTimeout(callback, delay) {
      if (!(delay <= 2 ** 31 - 1)) throw new RangeError(`setTimeout was given ${delay}`)
      delays.push(delay)
      lastTimer += 1
      timers.set(lastTimer, { at: monotonic + Math.max(delay, 0), callback })
      return lastTimer
    },
    clearTimeout: (timer) => void timers.delete(timer as number),
    isVisible: () => isVisible,
    isOnline: () => true,
    listen(listener) {
      pageListeners.add(listener)
      return () => void pageListeners.delete(listener)
    },
    ...given,
    delays,
    async advance(ms) {
      const end = monotonic + ms
      await settle()
      for (;;) {
        const [id, next] = [...timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? []
        if (id === undefined || !next || next.at > end) break
        timers.delete(id)
        wall += next.at - monotonic
        monotonic = next.at
        next.callback()
        await settle()
      }
      wall += end - monotonic
      monotonic = end
    },
    jump(ms) {
      wall += ms
    },
    sleep(ms) {
      wall += ms
    },
    show(visible) {
      isVisible = visible
      this.tell('visibilitychange')
    },
    tell(type) {
      for (const listener of [...pageListeners]) listener(type)
    },
    timers: () => timers.size,
    listeners: () => pageListeners.size,
  }
}

/** Lets every promise that can settle do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve()
}
