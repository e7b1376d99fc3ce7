import { expect } from 'vitest'
import type { CallReport } from '../page/callOptions.ts'
import type { House } from '../startHouse.ts'

/** The longest pause that passes for none, in milliseconds: a busy machine stands still for a while. */
export const PAUSE = 2000

export interface FlowOptions {
  /** Whether the app adds something of its own: Firefox connects that before it is bundled with the rest. @default false */
  appAdds?: boolean
}

/** Messages go both ways, and the connections never were in any trouble. */
export function expectFlowing(report: CallReport, { appAdds = false }: FlowOptions = {}) {
  expect(report.errors).toEqual([])
  expect(new Set(report.states)).toEqual(new Set(['connecting', 'connected']))
  if (!appAdds) expect(report.states.lastIndexOf('connecting')).toBeLessThan(2)
  expect(report.now - Math.min(...report.lastReceived)).toBeLessThan(PAUSE)
  expect(report.largestPause).toBeLessThan(PAUSE)
}

/** That, relayed on both sides, after so many moves of each to newer credentials. */
export function expectAlive(report: CallReport, house: House, rotations: number, options?: FlowOptions) {
  expectFlowing(report, options)
  expect(report.relayed).toEqual([true, true])
  const seen = usersSeen(report, house)
  expect(Math.min(...seen)).toBeGreaterThan(rotations)
  for (const side of ['a', 'b']) {
    const { length } = report.events.filter((event) => event.side === side && event.type === 'moved')
    // A side without freshice tells nothing.
    if (report.events.some((event) => event.side === side)) expect(length).toBeGreaterThanOrEqual(rotations)
  }
  // Every restart moved at least one side to a credential the server had not seen.
  expect(restarts(report).length).toBeLessThanOrEqual(seen.reduce((sum, users) => sum + users - 1, 0))
}

/** How many users of each side opened an allocation. */
export function usersSeen(report: CallReport, house: House): number[] {
  const known = house.users()
  return report.users.map((users) => users.filter((user) => known.includes(user)).length)
}

/** The restarts that freshice asked for. */
export function restarts(report: CallReport): CallReport['events'] {
  return report.events.filter(({ type }) => type === 'restarting')
}
