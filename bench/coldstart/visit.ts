import type { Browser } from 'puppeteer-core'
import type { ColdstartReport, WayName } from './page/coldstart.ts'

export interface VisitOptions {
  url: string
  script: string
  way: WayName
  /** Where the TURN server is for the page. */
  turnUrl: string
  /** The TURN users that have made an allocation, one entry each time. */
  allocated: readonly string[]
}

export interface Visit extends ColdstartReport {
  /** How many allocations the one who clicks had before. */
  allocationsBefore: number
}

/** One click in a page of its own. */
export async function visit(browser: Browser, { url, script, way, turnUrl, allocated }: VisitOptions): Promise<Visit> {
  const page = await browser.newPage()
  try {
    await page.goto(url)
    await page.addScriptTag({ content: script })
    await page.evaluate((way, turnUrl) => window.beforeClick(way, turnUrl), way, turnUrl)
    const before = [...allocated]
    const report = await page.evaluate(() => window.click())
    await page.evaluate(() => window.endCall())
    return { ...report, allocationsBefore: before.filter((user) => user === report.user).length }
  } finally {
    await page.close()
  }
}
