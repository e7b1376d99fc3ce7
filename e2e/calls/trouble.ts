import { expect, test } from 'vitest'
import type { CallReport } from '../page/callOptions.ts'
import { expectAlive, expectFlowing, PAUSE, restarts, usersSeen } from './expectAlive.ts'
import type { Lab } from './useLab.ts'

/** Long enough that nothing but the trouble can happen, in seconds. */
const LONG_TTL = 600
/** Most of it is the browser's time to notice, in milliseconds. */
const MENDED_WITHIN = 15_000
/** How long to go on watching, in milliseconds. */
const AFTERWARDS = 10_000

/** What goes wrong with credentials beside their end. */
export function trouble(lab: Lab) {
  test.each([
    ['one side', ['a']],
    ['both sides', ['a', 'b']],
  ])('is back in 15 s when the credential of %s is revoked, and stays', async (_, revoked) => {
    const call = await lab.call({ with: 'freshice' }, { ttl: LONG_TTL })
    const { now, users } = await call.watch(2000)
    const [userOfA = '', userOfB = ''] = users.flat()
    await call.house.revoke(userOfA)
    if (revoked.includes('b')) await call.house.revoke(userOfB)
    const report = await call.watch(now + MENDED_WITHIN + AFTERWARDS)
    expectMended(report, now)
    // Whoever was revoked runs on another credential.
    const seen = usersSeen(report, call.house)
    for (const [index, side] of ['a', 'b'].entries()) if (revoked.includes(side)) expect(seen[index]).toBeGreaterThan(1)
    expect(restarts(report).every(({ message }) => message === 'repair')).toBe(true)
  })

  function expectMended(report: CallReport, revokedAt: number) {
    expect(report.errors).toEqual([])
    const long = report.pauses.filter(({ from, to }) => to - from >= PAUSE).map(({ to }) => to)
    // Both sides fell silent, and no other time.
    expect(long).toHaveLength(2)
    expect(Math.max(...long)).toBeLessThan(revokedAt + MENDED_WITHIN)
    expect(report.now - Math.min(...report.lastReceived)).toBeLessThan(PAUSE)
    expect(report.states.at(-1)).toBe('connected')
    expect(report.relayed).toEqual([true, true])
  }

  test('lives when the credential endpoint is down until 3 s before the end', async () => {
    const call = await lab.call({ with: 'freshice' })
    call.house.emulator.faults.api = { status: 500 }
    const before = await call.watch(9000)
    expectFlowing(before)
    expect(before.users.map((users) => users.length)).toEqual([1, 1])
    call.house.emulator.faults.api = {}
    expectAlive(await call.watch(15_000), call.house, 1)
  })
}
