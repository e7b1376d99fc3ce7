import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'puppeteer-core'
import { type BrowserName, launchBrowser } from '../../e2e/browsers.ts'
import { bundlePage } from '../../e2e/soak/bundlePage.ts'
import { watchAllocations } from '../../e2e/soak/watchAllocations.ts'
import { startHouse } from '../../e2e/startHouse.ts'
import type { Arm } from './arm.ts'
import type { WayName } from './page/arm.ts'

export interface ArmOptions {
  browser: BrowserName
  way: WayName
  /** In seconds. */
  ttl: number
  /** How long to watch the call, in milliseconds. */
  watched: number
}

/** Watches one call in a browser and a house of its own. All that it starts is stopped, whatever happens. */
export async function runArm({ browser: name, way, ttl, watched }: ArmOptions): Promise<Arm> {
  const house = await startHouse({ ttl })
  let browser: Browser | undefined
  try {
    const allocations = watchAllocations(house.emulator)
    browser = await launchBrowser(name)
    const page = await browser.newPage()
    // Any page of the house will do: the script comes by itself.
    await page.goto(`${house.url}call`)
    // Sound needs a user that has done something.
    await page.mouse.click(10, 10)
    await page.addScriptTag({ content: await bundlePage(new URL('page/arm.ts', import.meta.url)) })
    const begun = performance.now()
    await page.evaluate((given) => window.startArm(given), way)
    // It is connected before the last allocation is there.
    await sleep(1000)
    const firstAllocations = allocations.made()
    await sleep(begun + watched - performance.now())
    const report = await page.evaluate(() => window.armReport())
    const made = allocations.made()
    await page.evaluate(() => window.endArm())
    const [version = ''] = (await browser.version()).match(/\d+/) ?? []
    return { ...report, browser: name, version, way, watched, firstAllocations, allocations: made }
  } finally {
    await browser?.close().catch(() => {})
    await house.close()
  }
}
