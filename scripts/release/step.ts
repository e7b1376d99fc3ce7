/** How a step went. */
export interface StepResult {
  name: string
  /** How long it took. */
  seconds: number
  /** Why it failed; undefined when it did not. */
  fault: string | undefined
}

/** Runs a step and says how it went: never rejects, so that others can follow. */
export async function timed(name: string, run: () => Promise<unknown>): Promise<StepResult> {
  const began = performance.now()
  const fault = await run().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  return { name, seconds: (performance.now() - began) / 1000, fault }
}

/** Runs a step, and prints a line of it. */
export async function step(name: string, run: () => Promise<unknown>): Promise<StepResult> {
  const result = await timed(name, run)
  printSteps(name, [result])
  return result
}

/** Prints a line of what belongs together, and why it failed where it did. */
export function printSteps(title: string, steps: StepResult[]): void {
  const failed = steps.find(({ fault }) => fault !== undefined)
  const times = steps.map(({ name, seconds }) => `${name === title ? '' : `${name} `}${seconds.toFixed(1)} s`)
  console.log(`${failed ? 'FAILED' : 'passed'}  ${title}: ${times.join(', ')}`)
  if (failed) console.log(failed.fault?.replace(/^/gm, '  '))
}
