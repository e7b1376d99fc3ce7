import type { SideName } from '../connection/sideName.ts'
import { hasRoom, placeStretch, type Stretch } from './place.ts'
import type { Run } from './runsOf.ts'
import type { TimeWindow } from './timeWindow.ts'

/** A stretch of time on one credential, or `cut`: without any, after the relay has dropped the call. */
export interface RunBar extends Stretch {
  /** What stands before the label on a wide screen. */
  word: string
  label: string
  tone: 'even' | 'odd' | 'cut'
}

/** The share of the picture that has room for words, in percent. */
const WORDY = 12

/** What one side runs on, as bars. */
export function runBars(side: SideName, runs: Run[], now: number, view: TimeWindow, y: number): RunBar[] {
  return runs.flatMap(({ credential, from, to = now, isCut }, index): RunBar[] => {
    const resumedAt = runs[index + 1]?.from ?? now
    if (resumedAt <= view.from) return []
    const alive = placeStretch({ key: `${side}-${from}`, from, to, y }, view)
    const lived: RunBar = {
      ...alive,
      word: hasRoom(alive, WORDY) ? 'credential ' : '',
      label: hasRoom(alive) ? `${credential + 1}` : '',
      // Neighbours differ, whichever credentials were skipped between them.
      tone: index % 2 ? 'odd' : 'even',
    }
    if (!isCut) return [lived]
    const cut = placeStretch({ key: `${side}-${from}-cut`, from: to, to: resumedAt, y }, view)
    return [lived, { ...cut, word: '', label: hasRoom(cut, WORDY) ? 'cut off' : '', tone: 'cut' }]
  })
}
