import type { Arm } from './arm.ts'
import { type Figures, figuresOf, type StreamFigures } from './figures.ts'
import { perHour } from './perHour.ts'
import { duration, median, table } from './table.ts'

/** The life that is common, in seconds. */
const COMMON_TTL = 3600

export interface Tables {
  /** What was measured at each move. */
  moves: string
  /** How long pauses are where nothing is moved. */
  noise: string
  /** What an hour costs. */
  hours: string
}

export function tables(arms: Arm[], ttl: number): Tables {
  const measured = arms.map((arm) => ({ arm, figures: figuresOf(arm) }))
  const rows = (cells: (figures: Figures, arm: Arm) => string[]) =>
    measured.map(({ arm, figures }) => [arm.browser, arm.way, ...cells(figures, arm)])
  const all = ({ data, video, audio }: Figures) => [data, video, audio]
  const moves = rows((figures) => [
    String(figures.rotations),
    ...all(figures).map(pause),
    `${(figures.data.silent / 1000).toFixed(1)} s of ${(figures.measured / 1000).toFixed(1)} s`,
    figures.allocationsPerRotation?.toFixed(1) ?? '–',
  ])
  const noise = rows((figures) => [
    ...all(figures).map(({ elsewhere }) => duration(elsewhere)),
    duration(figures.standstill),
  ])
  const hours = rows(({ data, requestsPerHour }, { way }) => {
    const outage = mean(data.atRotations) / 1000
    const scaled = perHour(way, { ttl, outage })
    const common = perHour(way, { ttl: COMMON_TTL, outage })
    const silence = way === 'nothing' ? 'all, after the first hour' : `${common.silence.toFixed(1)} s`
    return [requestsPerHour.toFixed(0), scaled.requests.toFixed(0), common.requests.toFixed(1), silence]
  })
  const streams = ['data', 'video', 'audio']
  return {
    moves: table(['browser', 'way', 'moves', ...streams, 'without data', 'TURN allocations a move'], moves, 2),
    noise: table(['browser', 'way', ...streams, 'page'], noise, 2),
    hours: table(
      [
        'browser',
        'way',
        `TTL ${ttl} s, measured`,
        `TTL ${ttl} s, computed`,
        `TTL ${COMMON_TTL} s, computed`,
        'without data',
      ],
      hours,
      2,
    ),
  }
}

/** Median and largest. */
function pause({ atRotations, isDead }: StreamFigures): string {
  if (atRotations.length === 0) return isDead ? 'for good' : '–'
  return `${duration(median(atRotations))}, ${duration(Math.max(...atRotations))}`
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)
}
