import type { Moment } from './schedule/lifetime.ts'

/** Everything the library needs from outside: hand in your own for tests or for a runtime that differs. */
export interface Platform {
  fetch(input: string, init?: RequestInit): Promise<Response>
  /** The wall clock, in milliseconds since the epoch. */
  now(): number
  /** A clock that never jumps, in milliseconds. It may stand still while the machine sleeps. */
  monotonic(): number
  /** A number from 0 up to 1. */
  random(): number
  setTimeout(callback: () => void, delay: number): unknown
  clearTimeout(timer: unknown): void
  /** Whether somebody can see the page; true where there is none. */
  isVisible(): boolean
  isOnline(): boolean
  /** Calls the listener when the page is shown, hidden, focused, resumed, or goes on- or offline. Returns its end. */
  listen(listener: (type: string) => void): () => void
}

/** The page's, worker's or server's own platform, with what is given in its place. */
export function createPlatform(given?: Partial<Platform>): Platform {
  return { ...globalPlatform, ...given }
}

/** The present, on both clocks. */
export function moment(platform: Platform): Moment {
  return { wall: platform.now(), monotonic: platform.monotonic() }
}

/** When the page began to load, which is where its monotonic clock starts; now where there is no page. */
export function navigationStart(now: Moment): Moment {
  return globalThis.window ? { wall: now.wall - now.monotonic, monotonic: 0 } : now
}

/** Calls the app's own code: an error of its goes to the page's error reporting, and harms nobody here. */
export function callOut<T>(listener: ((value: T) => void) | undefined, value: T): void {
  try {
    listener?.(value)
  } catch (error) {
    globalThis.reportError?.(error)
  }
}

// Wrapped, not captured: fake timers and instrumented fetches put in later must be seen.
const globalPlatform: Platform = {
  fetch: (input, init) => fetch(input, init),
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random: () => Math.random(),
  setTimeout: (callback, delay) => setTimeout(callback, delay),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  isVisible: () => globalThis.document?.visibilityState !== 'hidden',
  isOnline: () => globalThis.navigator?.onLine !== false,
  listen(listener) {
    const notify = ({ type }: Event) => listener(type)
    const each = (change: 'addEventListener' | 'removeEventListener') => {
      for (const type of ['visibilitychange', 'resume']) globalThis.document?.[change](type, notify)
      for (const type of ['pageshow', 'focus', 'online', 'offline']) globalThis.window?.[change](type, notify)
    }
    each('addEventListener')
    return () => each('removeEventListener')
  },
}
