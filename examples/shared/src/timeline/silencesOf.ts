import type { CallHistory } from '../call/callHistory.ts'
import type { SideName } from '../connection/sideName.ts'
import type { Pause } from '../measure/pauseMeter.ts'

/** A time in which nothing reached these sides. */
export interface Silence extends Pause {
  sides: SideName[]
}

/** The pauses of the call; those of the two sides that overlap are one. */
export function silencesOf({ pauses }: CallHistory, here: readonly SideName[]): Silence[] {
  const all = here
    .flatMap((side) => pauses[side].map((pause): Silence => ({ ...pause, sides: [side] })))
    .sort((a, b) => a.startedAt - b.startedAt)
  const silences: Silence[] = []
  for (const next of all) {
    const last = silences.at(-1)
    const overlaps = last && next.startedAt <= (last.endedAt ?? Number.POSITIVE_INFINITY)
    if (!overlaps) {
      silences.push(next)
      continue
    }
    last.endedAt = last.endedAt && next.endedAt && Math.max(last.endedAt, next.endedAt)
    last.sides = here.filter((side) => last.sides.includes(side) || next.sides.includes(side))
  }
  return silences
}
