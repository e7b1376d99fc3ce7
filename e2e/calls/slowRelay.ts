import { expect, test } from 'vitest'
import { expectAlive, restarts } from './expectAlive.ts'
import type { Lab } from './useLab.ts'

/** A restart takes almost a second here, and a second one in that time kills the call in Firefox. */
export function slowRelay(lab: Lab) {
  const slow = { relayDelay: 150 }

  test("lives over a slow relay when both sides' credentials start in the same instant", async () => {
    const call = await lab.call({ with: 'freshice', share: true }, slow)
    expectAlive(await call.watch(17_000), call.house, 2)
  })

  test('lives over a slow relay when ours finishes and is due again while the other side still connects', async () => {
    // The answer is late, so b has connected while a has not; and its newer credential came when it had gathered.
    const late = { signallingDelay: 0, answerDelay: 450, holdB: 50 }
    const call = await lab.call({ with: 'freshice', polite: { a: false, b: false }, ...late }, slow)
    const report = await call.watch(15_000)
    expectAlive(report, call.house, 1)
    const [first, second] = restarts(report)
    expect([first?.side, second?.side]).toEqual(['a', 'b'])
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(1500)
  })

  test('lives over a slow relay when a refresh comes between a restart offer and its answer', async () => {
    const call = await lab.call(
      { with: 'freshice', polite: { a: false, b: true }, refreshOnOffer: true, signallingDelay: 100 },
      slow,
    )
    expectAlive(await call.watch(15_000), call.house, 1)
  })
}
