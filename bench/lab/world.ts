import FakeTimers from '@sinonjs/fake-timers'
import { installPage, type Page } from './page.ts'

/** Everything outside of the contenders but the server: the clocks, the page and the dice. Times are in milliseconds. */
export interface World {
  page: Page
  /** The true time, which servers know. */
  now(): number
  /** Lets time pass: timers fire and promises settle. */
  advance(time: number): Promise<void>
  /** The machine sleeps: the wall clock goes on; timers and `performance.now()` stand still. */
  sleep(time: number): void
  /** Sets the wall clock of the machine wrong by that much; positive = ahead. */
  setClockSkew(skew: number): void
  /** How many timers are pending. */
  timers(): number
  /** Lets all pending timers fire, so that nothing is left for who comes next. */
  drain(): Promise<void>
  /** Makes `Math.random` repeatable. */
  seed(seed: number): void
  /** Whether somebody has called `Math.random` since it was seeded: if not, all seeds are the same. */
  hasDrawn(): boolean
}

/** No leftover may keep the drain busy for more firings than this. */
const MOST_LEFTOVERS = 10_000
/** Taken before they are faked. */
const realImmediate = setImmediate

/** Makes the world. It has to stand before React and all others are imported: they capture timers when they load. */
export function createWorld(): World {
  const clock = FakeTimers.install({
    now: Date.UTC(2030, 0, 1),
    toFake: [
      ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const),
      ...(['setImmediate', 'clearImmediate', 'Date', 'performance'] as const),
    ],
  })
  takeTime()
  const page = installPage()
  let skew = 0
  let hasDrawn = false
  let random = mulberry32(1)
  Math.random = () => {
    hasDrawn = true
    return random()
  }

  return {
    page,
    now: () => clock.now - skew,
    async advance(time) {
      let isOver = false
      clock.setTimeout(() => {
        isOver = true
      }, time)
      await settle()
      for (clock.next(); !isOver; clock.next()) await settle()
    },
    sleep: (time) => clock.setSystemTime(clock.now + time),
    setClockSkew(next) {
      clock.setSystemTime(clock.now + next - skew)
      skew = next
    },
    timers: () => clock.countTimers(),
    async drain() {
      await settle()
      for (let fired = 0; clock.countTimers() > 0; fired += 1) {
        if (fired > MOST_LEFTOVERS) throw new Error('A contender left something running after its unmount.')
        clock.next()
        await settle()
      }
    },
    seed(seed) {
      random = mulberry32(seed)
      hasDrawn = false
    },
    hasDrawn: () => hasDrawn,
  }
}

/** In a world where work takes no time, a timer of 0 ms that sets itself again would stop it: so each takes 1 ms. */
function takeTime() {
  const { setTimeout: faked } = globalThis
  globalThis.setTimeout = ((callback: () => void, delay = 0, ...args: []) =>
    faked(callback, Math.max(delay, 1), ...args)) as typeof setTimeout
}

/** Promises run, and streams of responses: those take more than one turn. */
async function settle(): Promise<void> {
  await new Promise((resolve) => realImmediate(resolve))
  await new Promise((resolve) => realImmediate(resolve))
}

/** A small generator of numbers from 0 up to 1 that look random. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
