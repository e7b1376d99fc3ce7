import type { CallHistory } from '../call/callHistory.ts'
import type { CallSnapshot } from '../call/callSnapshot.ts'
import type { SideName } from '../connection/sideName.ts'
import { type CredentialBar, credentialBars } from './credentialBars.ts'
import { place, placeStretch, type Stretch } from './place.ts'
import { type RunBar, runBars } from './runBars.ts'
import { runsOf } from './runsOf.ts'
import { timelineShape } from './timelineShape.ts'
import { type TimeWindow, timeWindow } from './timeWindow.ts'

export interface TimelinePicture {
  now: string
  ticks: { key: number; x: string; label: string; isMinor: boolean }[]
  credentials: CredentialBar[]
  runs: RunBar[]
  restarts: { key: string; x: string; y: number }[]
  /** The time in which messages should arrive. */
  messages: Stretch[]
  /** Silences of more than 250 ms. */
  pauses: Stretch[]
  /** The picture in words. */
  summary: string
}

const SIDES: SideName[] = ['ada', 'ben']

/** Where everything in the timeline goes: a pure function of what has happened, for any framework to paint as SVG. */
export function drawTimeline(call: CallSnapshot): TimelinePicture {
  const { history } = call
  // A call that has failed stands still, as in a photograph.
  const now = history.failedAt ?? call.now
  const view = timeWindow(history, now)
  const runs = { ada: runsOf('ada', history, now), ben: runsOf('ben', history, now) }
  const running = SIDES.flatMap((side) => runs[side].at(-1)?.credential ?? [])
  return {
    now: place(now, view),
    ticks: view.ticks.map(({ at, ...tick }) => ({ key: at, x: place(at, view), ...tick })),
    credentials: credentialBars(history, running, now, view),
    runs: SIDES.flatMap((side) => runBars(side, runs[side], now, view)),
    restarts: history.restarts
      .filter(({ at }) => at >= view.from)
      .map(({ side, at }) => ({ key: `${side}-${at}`, x: place(at, view), y: timelineShape.side.top[side] })),
    messages: messageLines(history, now, view),
    pauses: pauseGaps(history, now, view),
    summary: summaryOf(call),
  }
}

function messageLines({ connectedAt }: CallHistory, now: number, view: TimeWindow): Stretch[] {
  if (connectedAt === undefined) return []
  return SIDES.map((side) => {
    return placeStretch({ key: side, from: connectedAt, to: now, y: timelineShape.messages.top[side] }, view)
  })
}

function pauseGaps({ pauses }: CallHistory, now: number, view: TimeWindow): Stretch[] {
  return SIDES.flatMap((side) => {
    const y = timelineShape.messages.top[side]
    return pauses[side].flatMap(({ startedAt, endedAt = now }, index) => {
      if (endedAt <= view.from) return []
      return [placeStretch({ key: `${side}-${index}`, from: startedAt, to: endedAt, y }, view)]
    })
  })
}

function summaryOf({ history, rotations, restarts, largestPause }: CallSnapshot): string {
  const { length } = history.credentials
  if (length === 0) return 'Timeline of the call. Nothing has happened yet.'
  return `Timeline of the call. Credentials fetched: ${length}. Moves to a newer one: ${rotations}. ICE restarts: ${restarts}. Largest pause: ${largestPause} milliseconds.`
}
