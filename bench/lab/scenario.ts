import type { Lab } from './lab.ts'

/** One row: something that happens to a page, and what a contender makes of it. */
export interface Scenario {
  name: string
  /** The highest allowed value of each figure; without it the row is for information. */
  bar?: readonly number[]
  /** How the figures are written. @default as numbers */
  write?: (figures: readonly number[]) => string
  /** Runs it. Less is better. What it draws from `Math.random` before the start is the same for all contenders. */
  run(lab: Lab): Promise<number[]>
}
