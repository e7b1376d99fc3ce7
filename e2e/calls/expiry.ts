import { expect, test } from 'vitest'
import type { CallReport } from '../page/callOptions.ts'
import type { House } from '../startHouse.ts'
import { expectAlive } from './expectAlive.ts'
import { type Lab, TTL } from './useLab.ts'

/** What expiry does to a call, and that it need not. */
export function expiry(lab: Lab) {
  function expectDead(report: CallReport, house: House) {
    expect(house.expired()).toBeGreaterThanOrEqual(2)
    const last = Math.max(...report.lastReceived)
    expect(last).toBeGreaterThan((TTL - 2) * 1000)
    expect(last).toBeLessThan((TTL + 1) * 1000)
  }

  test('dies at expiry when nothing refreshes', async () => {
    const call = await lab.call({ with: 'nothing' })
    expectDead(await call.watch(15_000), call.house)
  })

  test('dies the same with setConfiguration alone', async () => {
    const call = await lab.call({ with: 'setConfiguration' })
    const report = await call.watch(15_000)
    expect(Math.min(...report.users.map((users) => users.length))).toBeGreaterThan(1)
    expectDead(report, call.house)
  })

  test('lives through three rotations with freshice', async () => {
    const call = await lab.call({ with: 'freshice' })
    expectAlive(await call.watch(26_000), call.house, 3)
  })
}
