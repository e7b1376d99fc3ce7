/** The least silence that is a pause and not the usual jitter, in milliseconds. */
const PAUSE = 250

/** A silence between two messages. Times are in milliseconds. */
export interface Pause {
  startedAt: number
  /** Undefined = it goes on. */
  endedAt: number | undefined
}

export interface PauseMeter {
  /** Notes that a message has arrived. */
  arrived: (at: number) => void
  /** The time since the last message; 0 before the first. */
  silence: (now: number) => number
  /** The longest silence so far, one that goes on included. */
  largest: (now: number) => number
  /** All silences of more than 250 ms, one that goes on included. */
  pauses: (now: number) => Pause[]
}

/** Measures the silences in a stream of messages. It starts with the first one and has no clock of its own. */
export function createPauseMeter(): PauseMeter {
  const ended: Pause[] = []
  let last: number | undefined
  let largestEnded = 0

  function silence(now: number) {
    return last === undefined ? 0 : Math.max(0, now - last)
  }

  return {
    arrived(at) {
      const gap = silence(at)
      largestEnded = Math.max(largestEnded, gap)
      if (last !== undefined && gap > PAUSE) ended.push({ startedAt: last, endedAt: at })
      last = at
    },
    silence,
    largest: (now) => Math.max(largestEnded, silence(now)),
    pauses(now) {
      if (last === undefined || silence(now) <= PAUSE) return [...ended]
      return [...ended, { startedAt: last, endedAt: undefined }]
    },
  }
}
