import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import puppeteer, { type Page } from 'puppeteer-core'
import { chromium, chromiumArgs, howToGetBrowsers } from './browsers.ts'
import { spawnDemo } from './demo/spawnDemo.ts'

// The pictures of the demo that the README shows: a call that is on its third credential, in light and in dark.
// Phone-sized ones, and the mode with two tabs, are made for looking at only.
const SCHEMES = ['light', 'dark'] as const
const WIDE = { width: 1280, height: 900 }
const PHONE = { width: 390, height: 844 }

const executablePath = chromium()
if (!executablePath) throw new Error(`No Chromium for the pictures. ${howToGetBrowsers}`)

const images = fileURLToPath(new URL('../docs/images/', import.meta.url))
await mkdir(images, { recursive: true })
const others = await mkdtemp(join(tmpdir(), 'freshice-screenshots-'))
const demo = await spawnDemo({ ttl: 30 })
const browser = await puppeteer.launch({ browser: 'chrome', executablePath, args: chromiumArgs })
try {
  const page = await open(demo.urls.React)
  await page.click('[data-testid="start-call"]')
  await untilMoved(page, 2)
  // So that there is something to see of what came after the move.
  await setTimeout(8000)
  await shoot(page, images, 'demo')
  await shoot(page, others, 'one-page-phone', PHONE)
  await page.close()

  const ada = await open(`${demo.urls.Vue}?tabs`)
  await open(`${demo.urls.Vue}?tabs`)
  await untilMoved(ada, 1)
  await shoot(ada, others, 'two-tabs')
  await shoot(ada, others, 'two-tabs-phone', PHONE)
  console.log(`${images}demo-light.png and demo-dark.png are for the README; for looking at there is ${others}`)
} finally {
  await browser.close()
  await demo.stop()
}

async function open(url: string): Promise<Page> {
  // In a window of its own, so that none is behind another one.
  const page = await browser.newPage({ type: 'window' })
  await page.setViewport(WIDE)
  await page.goto(url)
  return page
}

async function untilMoved(page: Page, least: number) {
  const hasMoved = (least: number) => Number(document.querySelector('[data-testid="rotations"]')?.textContent) >= least
  await page.waitForFunction(hasMoved, { timeout: 60_000, polling: 100 }, least)
}

/** In light and in dark: the page at this width; the wide one without what comes after the timeline. */
async function shoot(page: Page, folder: string, name: string, viewport: typeof WIDE = WIDE) {
  await page.setViewport(viewport)
  await page.mouse.move(1, 1)
  for (const value of SCHEMES) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }])
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)))
    const end =
      viewport === WIDE ? await page.$eval('.timeline', (it) => it.getBoundingClientRect().bottom + scrollY) : 0
    const path = join(folder, `${name}-${value}.png`) as `${string}.png`
    if (end) await page.screenshot({ path, clip: { x: 0, y: 0, width: WIDE.width, height: Math.ceil(end) + 16 } })
    else await page.screenshot({ path, fullPage: true })
  }
}
