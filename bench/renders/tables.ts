import { table } from '../calls/table.ts'
import { type Figures, STEPS } from './figures.ts'
import type { StepName } from './page/measure.ts'

/** What one contender took, with so many rows. */
export interface Measured {
  framework: 'React' | 'Vue'
  count: number
  name: string
  steps: Record<StepName, Figures>
}

export interface Tables {
  React: string
  Vue: string
}

export function renderTables(measured: Measured[]): Tables {
  const tableOf = (framework: Measured['framework']) =>
    table(
      ['components', 'with', ...STEPS.flatMap((step) => [step, 'time'])],
      measured.filter((each) => each.framework === framework).map(cells),
      2,
    )
  return { React: tableOf('React'), Vue: tableOf('Vue') }
}

function cells({ count, name, steps }: Measured): string[] {
  return [count.toLocaleString('en'), name, ...STEPS.flatMap((step) => [counts(steps[step]), time(steps[step])])]
}

/** Commits, renders of one component, and requests where there is not just one. */
function counts({ commits, renders, requests }: Figures): string {
  const asked = requests === 1 ? '' : `, ${requests.toLocaleString('en')} requests`
  return `${commits}, ${Number(renders.toFixed(2))}${asked}`
}

function time({ time, ratio: { median, least, most } }: Figures): string {
  return `**${factor(median)}** (${factor(least)}–${factor(most)}), ${milliseconds(time)} ms`
}

const factor = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0))
const milliseconds = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0))
