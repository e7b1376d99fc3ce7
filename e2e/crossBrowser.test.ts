import type { Page } from 'puppeteer-core'
import { describe, expect, test } from 'vitest'
import { browserPaths } from './browsers.ts'
import { PAUSE } from './calls/expectAlive.ts'
import { TTL, useLab } from './calls/useLab.ts'
import type { HalfReport } from './page/half.ts'

describe.skipIf(!browserPaths.Chromium || !browserPaths.Firefox)('between two browsers', () => {
  const chromium = useLab('Chromium')
  const firefox = useLab('Firefox')

  test.each([0, 250])(
    'a call with signalling of %i ms each way lives through two rotations',
    async (signallingDelay) => {
      const { house, page: ours } = await chromium.open('half')
      const theirs = await firefox.browser().newPage()
      await theirs.goto(`${house.url}half`)
      await ours.evaluate(() => window.listenAs('a'))
      await theirs.evaluate(() => window.listenAs('b'))
      await Promise.all(
        [ours, theirs].map((page) => page.evaluate((delay) => window.startHalf(delay), signallingDelay)),
      )
      const reports = await Promise.all([ours, theirs].map((page) => watch(page, (TTL + 9) * 1000)))
      console.log(expect.getState().currentTestName, JSON.stringify(reports))
      await theirs.close()

      for (const { errors, states, largestPause, isRelayed, events } of reports) {
        expect(errors).toEqual([])
        expect(states).toEqual(['connecting', 'connected'])
        expect(largestPause).toBeLessThan(PAUSE)
        expect(isRelayed).toBe(true)
        expect(events.map(({ type }) => type)).toContain('moved')
      }
      expect(house.users().length).toBeGreaterThanOrEqual(4)
    },
  )
})

async function watch(page: Page, time: number): Promise<HalfReport> {
  await page.evaluate((wanted) => window.untilHalf(wanted), time)
  return page.evaluate(() => window.halfReport())
}
