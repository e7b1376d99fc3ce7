import { expect, test } from 'vitest'
import { expectAlive, expectFlowing, restarts } from './expectAlive.ts'
import type { Lab } from './useLab.ts'

/** Other ways for a connection than a relay alone. */
export function paths(lab: Lab) {
  test("a direct call is updated but not restarted, and lives through the restart in the app's next offer", async () => {
    const call = await lab.call({ with: 'freshice', configuration: { iceTransportPolicy: 'all' } })
    await call.until(8500)
    await call.act('a', 'addTransceiver')
    const report = await call.watch(15_000)
    expectFlowing(report, { appAdds: true })
    expect(report.relayed).toEqual([false, false])
    for (const side of ['a', 'b']) {
      expect(report.events.filter((event) => event.side === side).map(({ type }) => type)).toContain('applied')
    }
    expect(restarts(report)).toEqual([])
    // The changed list made it an ICE restart by itself.
    expect(report.offers.filter(({ at }) => at > 8000).map(({ side }) => side)).toEqual(['a'])
    expect(report.offers.at(-1)?.gatherings).toBeGreaterThan(1)
  })

  test.runIf(lab.name === 'Chromium')('lives with a pool of candidates', async () => {
    const configuration: RTCConfiguration = { iceTransportPolicy: 'relay', iceCandidatePoolSize: 1 }
    const call = await lab.call({ with: 'freshice', configuration })
    expectAlive(await call.watch(15_000), call.house, 1)
  })
}
