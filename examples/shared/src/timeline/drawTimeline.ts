import type { CallSnapshot } from '../call/callSnapshot.ts'
import { type CredentialBar, credentialBars } from './credentialBars.ts'
import { place, placeStretch, type Stretch } from './place.ts'
import { type RunBar, runBars } from './runBars.ts'
import { runsOf } from './runsOf.ts'
import { type TimelineEvent, tellTimeline } from './tellTimeline.ts'
import { type TimelineShape, timelineShape } from './timelineShape.ts'
import { type TimeWindow, timeWindow } from './timeWindow.ts'

export interface TimelinePicture {
  shape: TimelineShape
  /** Undefined before the first call. */
  now: string | undefined
  ticks: { key: number; x: string; label: string; isMinor: boolean }[]
  credentials: CredentialBar[]
  runs: RunBar[]
  restarts: { key: string; x: string; y: number }[]
  /** The time in which messages should arrive. */
  messages: Stretch[]
  /** Silences of more than 250 ms. */
  pauses: Stretch[]
  /** The picture in one line, for who does not see it. */
  summary: string
  /** The picture in words. */
  events: TimelineEvent[]
}

/** Where everything in the timeline goes: a pure function of what has happened, for any framework to paint as SVG. */
export function drawTimeline(call: CallSnapshot): TimelinePicture {
  const { history, here } = call
  // A call that has failed stands still, as in a photograph.
  const now = history.failedAt ?? call.now
  const shape = timelineShape(here)
  const view = timeWindow(history, now)
  const runs = { ada: runsOf('ada', history, now), ben: runsOf('ben', history, now) }
  const running = here.flatMap((side) => runs[side].at(-1)?.credential ?? [])
  return {
    shape,
    now: call.state === 'idle' ? undefined : place(now, view),
    ticks: view.ticks.map(({ at, ...tick }) => ({ key: at, x: place(at, view), ...tick })),
    credentials: credentialBars(history, running, now, view, shape),
    runs: here.flatMap((side) => runBars(side, runs[side], now, view, shape.side.top[side])),
    restarts: history.restarts
      .filter(({ at }) => at >= view.from)
      .map(({ side, at }) => ({ key: `${side}-${at}`, x: place(at, view), y: shape.side.top[side] })),
    messages: messageLines(call, now, view, shape),
    pauses: pauseGaps(call, now, view, shape),
    summary: summaryOf(call),
    events: tellTimeline(call, now).filter(({ at }) => at >= view.from),
  }
}

function messageLines(
  { here, history: { connectedAt } }: CallSnapshot,
  now: number,
  view: TimeWindow,
  { messages: { top } }: TimelineShape,
): Stretch[] {
  if (connectedAt === undefined) return []
  return here.map((side) => placeStretch({ key: side, from: connectedAt, to: now, y: top[side] }, view))
}

function pauseGaps(
  { here, history: { pauses } }: CallSnapshot,
  now: number,
  view: TimeWindow,
  { messages: { top } }: TimelineShape,
): Stretch[] {
  return here.flatMap((side) =>
    pauses[side].flatMap(({ startedAt, endedAt = now }, index) => {
      if (endedAt <= view.from) return []
      return [placeStretch({ key: `${side}-${index}`, from: startedAt, to: endedAt, y: top[side] }, view)]
    }),
  )
}

function summaryOf({ history, rotations, restarts, largestPause }: CallSnapshot): string {
  const { length } = history.credentials
  if (length === 0) return 'Picture of the call over time. Nothing has happened yet.'
  return `Picture of the call over time. Credentials fetched: ${length}. Moves to a newer one: ${rotations}. ICE restarts: ${restarts}. Longest pause: ${largestPause} milliseconds. “The same in words”, below, tells it step by step.`
}
