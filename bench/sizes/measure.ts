import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** What one way of using a package adds to an app. */
export interface Size {
  name: string
  /** Minified and gzipped, in bytes. */
  size: number
  /** What it may come to, in bytes. */
  sizeLimit: number
}

const run = promisify(execFile)

/** Measures the built packages as .size-limit.json says. */
export async function measure(): Promise<Size[]> {
  // It exits with 1 over a budget, and tells the same all the same.
  const told = await run('pnpm', ['exec', 'size-limit', '--json'], { shell: process.platform === 'win32' }).catch(
    (error: { stdout?: string }) => {
      if (!error.stdout?.trim().startsWith('[')) throw error
      return { stdout: error.stdout }
    },
  )
  return JSON.parse(told.stdout) as Size[]
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
