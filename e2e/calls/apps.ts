import { expect, test } from 'vitest'
import { expectAlive, restarts } from './expectAlive.ts'
import type { Lab } from './useLab.ts'

/** What the app does by itself, or leaves undone. */
export function apps(lab: Lab) {
  test('leaves the restart to an app on the other side that restarts by itself', async () => {
    // One client, so that the other side has its newer servers when ours has: then it restarts before ours is due.
    const call = await lab.call({ with: 'freshice', withB: 'app', share: true })
    const report = await call.watch(15_000)
    expectAlive(report, call.house, 1)
    expect(report.events.filter(({ type }) => type === 'applied').length).toBeGreaterThan(0)
    expect(restarts(report)).toEqual([])
  })

  test.each([
    ['our side', 'a', {}],
    ['the other side', 'b', {}],
    // Its new offer comes right behind its answer then.
    ['the other side, over signalling that batches,', 'b', { batch: 40 }],
  ] as const)('lives when the app of %s adds a transceiver as we restart', async (_, addsTransceiver, signalling) => {
    const call = await lab.call({ with: 'freshice', polite: { a: false, b: true }, addsTransceiver, ...signalling })
    expectAlive(await call.watch(15_000), call.house, 1, { appAdds: true })
  })

  test('asks the other side where ours never makes offers', async () => {
    const call = await lab.call({ with: 'freshice', offers: 'a', polite: { a: true, b: false } })
    const report = await call.watch(15_000)
    expectAlive(report, call.house, 1)
    const [asked] = restarts(report)
    const offer = report.offers.find(({ at }) => at > (asked?.at ?? Infinity))
    expect(asked?.side).toBe('b')
    // Long before a would restart by itself.
    expect((offer?.at ?? Infinity) - (asked?.at ?? 0)).toBeLessThan(1000)
    expect(report.offers.map(({ side }) => side)).not.toContain('b')
  })

  test('says what is missing when the app has no handler of negotiationneeded', async () => {
    const call = await lab.call({ with: 'freshice', offers: 'none', polite: { a: false, b: true } })
    const report = await call.watch(11_500)
    const unanswered = report.events.find(({ type }) => type === 'restart-unanswered')
    expect(unanswered?.side).toBe('a')
    expect(unanswered?.message).toContain('add a negotiationneeded handler')
  })
}
