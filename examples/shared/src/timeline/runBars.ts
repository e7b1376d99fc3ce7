import type { SideName } from '../connection/sideName.ts'
import { hasRoom, placeStretch, type Stretch } from './place.ts'
import type { Run } from './runsOf.ts'
import { timelineShape } from './timelineShape.ts'
import type { TimeWindow } from './timeWindow.ts'

/** A stretch of time on one credential, or `cut`: without any, after the relay has dropped the call. */
export interface RunBar extends Stretch {
  label: string
  tone: 'even' | 'odd' | 'cut'
}

/** What one side runs on, as bars. */
export function runBars(side: SideName, runs: Run[], now: number, view: TimeWindow): RunBar[] {
  const y = timelineShape.side.top[side]
  return runs.flatMap(({ credential, from, to = now, isCut }, index): RunBar[] => {
    const resumedAt = runs[index + 1]?.from ?? now
    if (resumedAt <= view.from) return []
    const alive = placeStretch({ key: `${side}-${from}`, from, to, y }, view)
    const lived: RunBar = {
      ...alive,
      label: hasRoom(alive) ? `${credential + 1}` : '',
      // Neighbours differ, whichever credentials were skipped between them.
      tone: index % 2 ? 'odd' : 'even',
    }
    if (!isCut) return [lived]
    const cut = placeStretch({ key: `${side}-${from}-cut`, from: to, to: resumedAt, y }, view)
    return [lived, { ...cut, label: hasRoom(cut) ? 'cut' : '', tone: 'cut' }]
  })
}
