import type { Contender, Mounted } from './contender.ts'
import { counted, resetCounts } from './counted.ts'
import { endpoint } from './endpoint.ts'

/** What one step took. */
export interface Step {
  commits: number
  /** Of one row. */
  renders: number
  requests: number
  /** From its beginning until the answer is there and the last commit has ended, in milliseconds. */
  time: number
}

export type StepName = 'first load' | 'changed servers' | 'equal servers'
export type Run = Record<StepName, Step>

export interface MeasureOptions {
  /** How many rows. */
  count: number
  /** How many runs to measure, after one that only warms up. */
  runs: number
}

declare global {
  interface Window {
    measure(options: MeasureOptions): Promise<Run[]>
  }
}

/** How long nothing may happen for a step to be over, in milliseconds. */
const QUIET = 20
/** How long a step may take, in milliseconds. */
const PATIENCE = 30_000

/** Hands a contender over to the measuring. */
export function measureIt(contender: Contender) {
  window.measure = async ({ count, runs }) => {
    const measured: Run[] = []
    for (let i = 0; i <= runs; i += 1) measured.push(await run(contender, count))
    return measured.slice(1)
  }
}

async function run(contender: Contender, count: number): Promise<Run> {
  const container = document.body.appendChild(document.createElement('ul'))
  let mounted: Mounted | undefined

  /** Does it, and waits until all rows show this user and nothing more happens. */
  async function step(username: string, act: () => unknown): Promise<Step> {
    endpoint.username = username
    resetCounts()
    const start = performance.now()
    await act()
    const end = performance.now()
    await untilQuiet(() => shows(container, count, username))
    const { commits, renders, requests, lastCommit } = counted
    return { commits, renders: renders / count, requests, time: Math.max(end, lastCommit) - start }
  }

  const measured = {
    'first load': await step('user-1', () => {
      mounted = contender.mount(container, count)
    }),
    'changed servers': await step('user-2', () => mounted?.refresh()),
    'equal servers': await step('user-2', () => mounted?.refresh()),
  }
  mounted?.unmount()
  container.remove()
  return measured
}

function shows({ children }: Element, count: number, text: string): boolean {
  // The last one first: looking at all of them takes its time.
  if (children.length !== count || children[count - 1]?.textContent !== text) return false
  return [...children].every(({ textContent }) => textContent === text)
}

async function untilQuiet(isDone: () => boolean) {
  const deadline = performance.now() + PATIENCE
  for (;;) {
    const { renders, lastCommit } = counted
    await new Promise((resolve) => setTimeout(resolve, QUIET))
    if (counted.renders === renders && counted.lastCommit === lastCommit && isDone()) return
    if (performance.now() > deadline) throw new Error('The rows do not show the servers.')
  }
}
