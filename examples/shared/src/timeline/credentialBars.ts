import type { CallHistory } from '../call/callHistory.ts'
import { hasRoom, placeStretch, type Stretch } from './place.ts'
import type { TimelineShape } from './timelineShape.ts'
import type { TimeWindow } from './timeWindow.ts'

/** The life of one credential, from fetched to ended. */
export interface CredentialBar extends Stretch {
  label: string
  /** `running`: a side is on it. `ready`: the call can move to it. `past`: ended, or nobody is on it any more. */
  tone: 'running' | 'ready' | 'past'
  /** The width of the part that has passed. */
  passed: string
}

/** The bars of all credentials in view. They overlap in time, so they are staggered. */
export function credentialBars(
  { credentials }: CallHistory,
  running: number[],
  now: number,
  view: TimeWindow,
  { credential: { top } }: TimelineShape,
): CredentialBar[] {
  return credentials.flatMap(({ updatedAt, expiresAt }, index): CredentialBar[] => {
    if (expiresAt <= view.from) return []
    const whole = { key: `${updatedAt}`, from: updatedAt, to: expiresAt, y: top[index % top.length] ?? 0 }
    const bar = placeStretch(whole, view)
    const passed = placeStretch({ ...whole, to: Math.min(now, expiresAt) }, view)
    const tone = toneOf(index, running, now >= expiresAt)
    const isNumbered = hasRoom(tone === 'running' ? passed : bar)
    return [{ ...bar, label: isNumbered ? `${index + 1}` : '', tone, passed: passed.width }]
  })
}

function toneOf(index: number, running: number[], hasEnded: boolean): CredentialBar['tone'] {
  if (hasEnded) return 'past'
  if (running.includes(index)) return 'running'
  return running.length > 0 && index < Math.min(...running) ? 'past' : 'ready'
}
