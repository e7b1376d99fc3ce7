/** The longest simulated time, in seconds. */
const LONGEST = 12 * 3600

/** How many requests came in each second of simulated time. Times are in milliseconds, whole seconds to read. */
export interface RequestCounter {
  count(time: number): void
  /** The most in one second, from the first time up to the second. */
  peak(from: number, to: number): number
  /** The mean per second, from the first time up to the second. */
  mean(from: number, to: number): number
}

export function createRequestCounter(): RequestCounter {
  const seconds = new Uint32Array(LONGEST)
  const between = (from: number, to: number) => seconds.subarray(from / 1000, to / 1000)
  return {
    count(time) {
      const second = Math.floor(time / 1000)
      seconds[second] = (seconds[second] as number) + 1
    },
    peak: (from, to) => between(from, to).reduce((most, count) => Math.max(most, count), 0),
    mean: (from, to) => (between(from, to).reduce((sum, count) => sum + count, 0) * 1000) / (to - from),
  }
}
