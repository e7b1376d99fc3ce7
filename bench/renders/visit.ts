import type { Browser } from 'puppeteer-core'
import type { MeasureOptions, Run } from './page/measure.ts'

export interface Visit extends MeasureOptions {
  url: string
  script: string
}

/** Measures a contender in a page of its own. */
export async function visit(browser: Browser, { url, script, ...options }: Visit): Promise<Run[]> {
  const page = await browser.newPage()
  try {
    await page.goto(url)
    await page.addScriptTag({ content: script })
    return await page.evaluate((given) => window.measure(given), options)
  } finally {
    await page.close()
  }
}
