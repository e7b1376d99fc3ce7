import { PEOPLE, type SideName } from '../connection/sideName.ts'

/** Heights in the picture, in pixels. Widths are shares of it, so that it fits every screen. */
const CREDENTIAL = { height: 15, top: [22, 41, 60] } as const
const SIDE = { height: 22, lane: 60 } as const
const MESSAGES = { height: 5, lane: 40 } as const
const FIRST_SIDE = 112

export interface TimelineShape {
  height: number
  /** Where the times stand. */
  axis: number
  credential: typeof CREDENTIAL
  side: { height: number; top: Readonly<Record<SideName, number>> }
  messages: { height: number; top: Readonly<Record<SideName, number>> }
  /** What each lane is, right above it. */
  titles: readonly { key: string; y: number; text: string }[]
}

/** Where the lanes lie, for the sides that are in this page. */
export function timelineShape(here: readonly SideName[]): TimelineShape {
  const laneOf = (side: SideName) => FIRST_SIDE + Math.max(0, here.indexOf(side)) * SIDE.lane
  const messages = FIRST_SIDE + here.length * SIDE.lane
  const axis = messages + MESSAGES.lane
  return {
    height: axis + 26,
    axis,
    credential: CREDENTIAL,
    side: { height: SIDE.height, top: { ada: laneOf('ada'), ben: laneOf('ben') } },
    messages: {
      height: MESSAGES.height,
      top: { ada: messages, ben: messages + Math.max(0, here.indexOf('ben')) * 11 },
    },
    titles: [
      { key: 'credentials', y: 13, text: 'Credentials: each bar is the life of one' },
      ...here.map((side) => ({
        key: side,
        y: laneOf(side) - 9,
        text: `What ${PEOPLE[side]}’s connection runs on`,
      })),
      {
        key: 'messages',
        y: messages - 9,
        text: `Messages that reach ${here.map((side) => PEOPLE[side]).join(' and ')}`,
      },
    ],
  }
}
