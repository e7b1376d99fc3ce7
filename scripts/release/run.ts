import { type StartOptions, startProcess } from './startProcess.ts'

/** How much of what a failed command wrote is told, in characters. */
const TOLD = 6000

export interface RunOptions extends StartOptions {
  /** In milliseconds. @default 600_000 */
  timeout?: number | undefined
}

/**
 * Runs a command to its end and resolves with what it wrote.
 *
 * @throws Error with the end of what it wrote, when it fails or takes too long
 */
export async function run(
  command: string,
  args: string[],
  { timeout = 600_000, ...options }: RunOptions,
): Promise<string> {
  const started = startProcess(command, args, options)
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    started.stop()
  }, timeout)
  try {
    const code = await started.ended
    const output = started.output()
    if (code === 0 && !isLate) return output
    const why = isLate ? `took longer than ${timeout / 1000} s` : `ended with ${code}`
    throw new Error(`${[command, ...args].join(' ')} ${why}.\n${output.slice(-TOLD)}`)
  } finally {
    clearTimeout(timer)
    await started.stop()
  }
}
