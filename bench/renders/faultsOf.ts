import type { Figures } from './figures.ts'
import type { StepName } from './page/measure.ts'

/** How many commits freshice may need. */
const BARS: Record<StepName, number> = { 'first load': 2, 'changed servers': 1, 'equal servers': 0 }

/** Where freshice asks or commits more often than it should. */
export function faultsOf(figures: Record<StepName, Figures>, where: string): string[] {
  return Object.entries(figures).flatMap(([step, { commits, requests }]) => {
    const bar = BARS[step as StepName]
    return commits > bar || requests !== 1
      ? [`freshice misses the bar: ${where}, ${step}: ${commits} commits of ${bar}, ${requests} requests of 1.`]
      : []
  })
}
