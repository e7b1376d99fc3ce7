import { median } from '../calls/table.ts'
import type { Run, StepName } from './page/measure.ts'

export const STEPS: StepName[] = ['first load', 'changed servers', 'equal servers']

/** What one contender took for one step, with so many rows. */
export interface Figures {
  commits: number
  /** Of one row. */
  renders: number
  requests: number
  /** In milliseconds: the median of all rounds, of each its fastest run. */
  time: number
  /** How many times as long as the floor of the same round: the median of all rounds, and their extremes. */
  ratio: { median: number; least: number; most: number }
}

/**
 * The figures of each step, from the runs of each round.
 *
 * @param floor the runs of the floor in the same rounds
 */
export function figuresOf(rounds: Run[][], floor: Run[][]): Record<StepName, Figures> {
  return Object.fromEntries(STEPS.map((step) => [step, stepFigures(step, rounds, floor)])) as Record<StepName, Figures>
}

function stepFigures(step: StepName, rounds: Run[][], floor: Run[][]): Figures {
  const all = rounds.flat().map((run) => run[step])
  // What else the machine does only ever adds.
  const timesOf = (each: Run[][]) => each.map((runs) => Math.min(...runs.map((run) => run[step].time)))
  const times = timesOf(rounds)
  const floors = timesOf(floor)
  const ratios = times.map((time, round) => time / (floors[round] ?? Number.NaN))
  // The most there was: what happens now and then happens.
  const most = (key: 'commits' | 'renders' | 'requests') => Math.max(...all.map((figures) => figures[key]))
  return {
    commits: most('commits'),
    renders: most('renders'),
    requests: most('requests'),
    time: median(times),
    ratio: { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
  }
}
