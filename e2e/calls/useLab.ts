import type { Browser, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type BrowserName, launchBrowser } from '../browsers.ts'
import type { CallOptions, CallReport, SideName } from '../page/callOptions.ts'
import { type House, type HouseOptions, startHouse } from '../startHouse.ts'

/** The least life that holds on a busy machine, in seconds. */
export const TTL = 12

/** One browser for all tests of a file, and one house for each of them. */
export interface Lab {
  name: BrowserName
  browser(): Browser
  /** Opens one of the pages, in a house of its own. */
  open(page: string, options?: Partial<HouseOptions>): Promise<{ house: House; page: Page }>
  /** Starts a call between two connections of one page. */
  call(options: CallOptions, house?: Partial<HouseOptions>): Promise<Call>
}

export interface Call {
  house: House
  page: Page
  /** Resolves so many milliseconds after the request for the first credential. */
  until(time: number): Promise<void>
  /** What an app does by itself in the middle of a call. */
  act(side: SideName, what: 'addTransceiver' | 'restartIce'): Promise<void>
  /** What happened until then. */
  watch(time: number): Promise<CallReport>
}

/** Starts and ends the browser and the houses with the tests around. */
export function useLab(name: BrowserName): Lab {
  let browser: Browser
  const ends: (() => Promise<unknown>)[] = []

  beforeAll(async () => {
    browser = await launchBrowser(name)
  })
  afterAll(() => browser?.close())
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  async function open(script: string, options: Partial<HouseOptions> = {}) {
    const house = await startHouse({ ttl: TTL, ...options })
    ends.push(house.close)
    const page = await browser.newPage()
    ends.push(() => page.close())
    await page.goto(`${house.url}${script}`)
    return { house, page }
  }

  return {
    name,
    browser: () => browser,
    open,
    async call(options, houseOptions) {
      const { house, page } = await open('call', houseOptions)
      ends.push(() => page.evaluate(() => window.endCall()))
      await page.evaluate((given) => window.startCall(given), options)
      const until = (time: number) => page.evaluate((wanted) => window.until(wanted), time)
      return {
        house,
        page,
        until,
        act: (side, what) => page.evaluate((side, what) => window.act(side, what), side, what),
        async watch(time) {
          // The subject is time itself: a call has to be watched for as long as it has to live.
          await until(time)
          const report = await page.evaluate(() => window.report())
          const users = report.users.map((list) => list.length)
          console.log(expect.getState().currentTestName, JSON.stringify({ ...report, users }))
          return report
        },
      }
    },
  }
}
