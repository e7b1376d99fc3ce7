import type { Arm } from './arm.ts'
import { isSilentToTheEnd, lengthOf, longestElsewhere, type Pause, pausesAt, pausesOf, silence } from './pauses.ts'

/** What is measured of one kind of arrivals, in milliseconds. */
export interface StreamFigures {
  /** The longest pause of each rotation that was over in time. */
  atRotations: number[]
  /** The longest one away from rotations. */
  elsewhere: number
  /** All pauses of a second or more together. */
  silent: number
  /** Whether nothing came any more when the measuring ended. */
  isDead: boolean
}

export interface Figures {
  data: StreamFigures
  video: StreamFigures
  audio: StreamFigures
  /** The longest time in which the page itself stood still, in milliseconds. */
  standstill: number
  /** Times the call was moved to other credentials. */
  rotations: number
  allocationsPerRotation: number | undefined
  /** Requests in an hour at this pace; those two that every call begins with are not counted. */
  requestsPerHour: number
  /** The time that was measured, in milliseconds. */
  measured: number
}

const HOUR = 3_600_000
/** How long a call may take to get going, in milliseconds from the first arrival of the last stream. */
const WARM_UP = 1000

export function figuresOf(arm: Arm): Figures {
  const { arrivals, rotations, now, allocations, firstAllocations, requests } = arm
  const { dataToA, dataToB, video, audio, page } = arrivals
  const from = Math.max(...[dataToA, dataToB, video, audio].map(([first]) => first ?? now)) + WARM_UP
  const figures = (...streams: number[][]) => {
    const all = streams.map((times) => pausesOf(times, { from, to: now }))
    return worst(all.map((pauses) => streamFigures(rotations, pauses)))
  }
  return {
    data: figures(dataToA, dataToB),
    video: figures(video),
    audio: figures(audio),
    standstill: Math.max(...pausesOf(page, { from, to: now }).map(lengthOf)),
    rotations: rotations.length,
    allocationsPerRotation: rotations.length > 0 ? (allocations - firstAllocations) / rotations.length : undefined,
    requestsPerHour: ((requests.length - 2) * HOUR) / now,
    measured: now - from,
  }
}

function streamFigures(rotations: number[], pauses: Pause[]): StreamFigures {
  return {
    atRotations: pausesAt(rotations, pauses)
      .filter((pause) => !isSilentToTheEnd(pause))
      .map(lengthOf),
    elsewhere: longestElsewhere(rotations, pauses),
    silent: silence(pauses),
    isDead: pauses.some(isSilentToTheEnd),
  }
}

/** Of the directions of one stream, that which suffers more, in each figure. */
function worst(figures: StreamFigures[]): StreamFigures {
  const most = (of: (stream: StreamFigures) => number) => Math.max(...figures.map(of))
  const rotations = most(({ atRotations }) => atRotations.length)
  return {
    atRotations: Array.from({ length: rotations }, (_, index) => most(({ atRotations }) => atRotations[index] ?? 0)),
    elsewhere: most(({ elsewhere }) => elsewhere),
    silent: most(({ silent }) => silent),
    isDead: figures.some(({ isDead }) => isDead),
  }
}
