import { expect, onTestFinished, test } from 'vitest'
import { turnserver } from '../../scripts/browsers.ts'
import { startCoturn } from '../startCoturn.ts'
import { expectFlowing } from './expectAlive.ts'
import { type Lab, TTL } from './useLab.ts'

/** A server that lets a call outlive its credential, but opens no new allocation with one that has run out. */
export function sharedSecret(lab: Lab) {
  const path = turnserver()
  const isSkipped = path === undefined && process.env.CI !== 'true'
  if (isSkipped) console.log('coturn is missing: skipped its tests. Debian or Ubuntu: apt-get install coturn.')

  test.skipIf(isSkipped)(
    'over coturn a call lives through expiry, and a late restart finds fresh credentials',
    async () => {
      const coturn = await startCoturn(path ?? 'turnserver')
      onTestFinished(coturn.close)
      const call = await lab.call({ with: 'freshice', restartIce: 'never' }, { provider: coturn.provider })
      const before = await call.watch((TTL + 2) * 1000)
      expectFlowing(before)
      expect(before.offers.filter(({ gatherings }) => gatherings > 1)).toEqual([])
      await call.act('a', 'restartIce')
      const report = await call.watch((TTL + 5) * 1000)
      expectFlowing(report)
      expect(report.relayed).toEqual([true, true])
      // The selected pairs carry the new gathering.
      for (const side of ['a', 'b']) {
        expect(report.events.filter((event) => event.side === side).map(({ type }) => type)).toContain('moved')
      }
    },
  )
}
