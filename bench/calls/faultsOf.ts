import type { Arm } from './arm.ts'
import { figuresOf } from './figures.ts'

/** The longest that a call with freshice may be silent, in milliseconds. */
const LONGEST_PAUSE = 2000

/** What must not be, in words. */
export function faultsOf(arm: Arm): string[] {
  const name = `${arm.browser}, ${arm.way}`
  const faults = arm.errors.map((error) => `${name}: ${error}`)
  const missing = Object.entries(arm.arrivals).filter(([, times]) => times.length === 0)
  if (missing.length > 0) return [...faults, ...missing.map(([stream]) => `${name}: no ${stream} ever arrived.`)]
  const { data, video, audio, rotations } = figuresOf(arm)
  if (arm.way === 'nothing' && !data.isDead) faults.push(`${name}: the call lived on, so the server enforced nothing.`)
  if (arm.way !== 'freshice') return faults
  if (rotations === 0) faults.push(`${name}: nothing was ever moved.`)
  for (const [stream, { atRotations, elsewhere, isDead }] of Object.entries({ data, video, audio })) {
    const pause = Math.max(elsewhere, ...atRotations)
    if (isDead || pause > LONGEST_PAUSE)
      faults.push(`${name}: ${stream} paused for ${isDead ? 'good' : `${pause} ms`}.`)
  }
  return faults
}
