import type { CallHistory } from '../call/callHistory.ts'
import { clock } from './clock.ts'

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600].map((seconds) => seconds * 1000)
/** The life to reckon with before there is a credential, in milliseconds. */
const USUAL_LIFE = 30_000
const MOST_TICKS = 10

/** The part of time that the picture shows, in milliseconds since the epoch. */
export interface TimeWindow {
  from: number
  span: number
  /** The whole steps since the call started; every other one is minor, and goes unnamed where room is scarce. */
  ticks: { at: number; label: string; isMinor: boolean }[]
}

/** Two lives of a credential back and one ahead; from the start of the call while it is young. */
export function timeWindow({ startedAt, credentials }: CallHistory, now: number): TimeWindow {
  const newest = credentials.at(-1)
  const life = newest ? newest.expiresAt - newest.updatedAt : USUAL_LIFE
  const span = 3 * life
  const from = Math.max(startedAt - 0.02 * span, now - 2 * life)
  const step = STEPS.find((candidate) => span / candidate <= MOST_TICKS) ?? life
  const first = Math.max(0, Math.ceil((from - startedAt) / step))
  const count = Math.floor((from + span - startedAt) / step) - first + 1
  const ticks = Array.from({ length: Math.max(0, count) }, (_, index) => {
    const since = (first + index) * step
    return { at: startedAt + since, label: clock(since), isMinor: (first + index) % 2 === 1 }
  })
  return { from, span, ticks }
}
