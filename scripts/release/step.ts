/** How a step went. */
export interface StepResult {
  name: string
  /** How long it took. */
  seconds: number
  /** Why it failed; undefined when it did not. */
  fault: string | undefined
}

/** Runs a step, tells how it went, and goes on whatever happened. */
export async function step(name: string, run: () => Promise<unknown>): Promise<StepResult> {
  const began = performance.now()
  const fault = await run().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  const seconds = (performance.now() - began) / 1000
  console.log(`${fault === undefined ? 'passed' : 'FAILED'}  ${name}  ${seconds.toFixed(1)} s`)
  if (fault !== undefined) console.log(fault.replace(/^/gm, '  '))
  return { name, seconds, fault }
}
