import type { Pause } from './pauseMeter.ts'

/** From the page's steady clock, which the meters use, to the clock that credentials go by. */
export function sinceEpoch(pauses: Pause[]): Pause[] {
  const offset = Date.now() - performance.now()
  return pauses.map(({ startedAt, endedAt }) => ({
    startedAt: startedAt + offset,
    endedAt: endedAt === undefined ? undefined : endedAt + offset,
  }))
}
