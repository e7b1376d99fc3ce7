import type { Browser, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BrowserName, browserPaths, launchBrowser } from './browsers.ts'
import type { CallOptions, CallReport } from './page/call.ts'
import { type House, startHouse } from './startHouse.ts'

/** The least life that holds on a busy machine, in seconds. */
const TTL = 12

describe.each(Object.keys(browserPaths) as BrowserName[])('in %s', (name) => {
  describe.skipIf(!browserPaths[name])('a relayed call through a server that enforces expiry', () => {
    let browser: Browser
    let house: House
    let page: Page

    beforeAll(async () => {
      browser = await launchBrowser(name)
    })
    afterAll(async () => {
      await browser?.close()
    })
    beforeEach(async () => {
      house = await startHouse({ ttl: TTL })
      page = await browser.newPage()
      await page.goto(house.url)
    })
    afterEach(async () => {
      await page.evaluate(() => window.endCall())
      await page.close()
      await house.close()
    })

    async function call(seconds: number, options: CallOptions): Promise<CallReport> {
      await page.evaluate((given) => window.startCall(given), options)
      // The subject is time itself: a call has to be watched for as long as it has to live.
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
      const report = await page.evaluate(() => window.report())
      console.log(name, JSON.stringify({ ...report, users: report.users.map((list) => list.length) }))
      return report
    }

    function expectDead(report: CallReport) {
      expect(house.expired()).toBeGreaterThanOrEqual(2)
      expect(report.lastReceived).toBeGreaterThan((TTL - 2) * 1000)
      expect(report.lastReceived).toBeLessThan((TTL + 1) * 1000)
    }

    function expectAlive(report: CallReport, rotations: number) {
      expect(report.errors).toEqual([])
      expect(new Set(report.states)).toEqual(new Set(['connecting', 'connected']))
      expect(report.states.lastIndexOf('connecting')).toBeLessThan(2)
      expect(report.now - report.lastReceived).toBeLessThan(500)
      expect(report.largestPause).toBeLessThan(2000)
      expect(report.relayed).toEqual([true, true])
      const seen = report.users.map((users) => users.filter((user) => house.users().includes(user)).length)
      expect(Math.min(...seen)).toBeGreaterThan(rotations)
      const moved = (side: string) =>
        report.events.filter((event) => event.side === side && event.type === 'moved').length
      expect(Math.min(moved('a'), moved('b'))).toBeGreaterThanOrEqual(rotations)
      // Every restart moved at least one side to a credential the server had not seen.
      const restarts = report.events.filter(({ type }) => type === 'restarting').length
      expect(restarts).toBeLessThanOrEqual(seen.reduce((sum, users) => sum + users - 1, 0))
    }

    test('dies at expiry when nothing refreshes', async () => {
      expectDead(await call(TTL + 4, { with: 'nothing' }))
    })

    test('dies the same with setConfiguration alone', async () => {
      const report = await call(TTL + 4, { with: 'setConfiguration' })
      expect(Math.min(...report.users.map((users) => users.length))).toBeGreaterThan(1)
      expectDead(report)
    })

    test('lives through three rotations with freshice', async () => {
      expectAlive(await call(32, { with: 'freshice' }), 3)
    })

    describe('over a slow relay', () => {
      beforeEach(() => {
        house.emulator.faults.relayDelay = 150
      })

      test("lives when both sides' credentials start in the same instant", async () => {
        const report = await call(26, { with: 'freshice', share: true })
        expectAlive(report, 2)
      })

      test("lives when our restart falls due 0.4 s after the other side's", async () => {
        expectAlive(await call(16, { with: 'freshice', polite: { a: false, b: false }, holdB: 300 }), 1)
      })

      test('lives when a refresh comes between a restart offer and its answer', async () => {
        expectAlive(
          await call(16, {
            with: 'freshice',
            polite: { a: false, b: true },
            refreshOnOffer: true,
            signallingDelay: 100,
          }),
          1,
        )
      })
    })
  })
})
