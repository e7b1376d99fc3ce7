import { setTimeout as sleep } from 'node:timers/promises'
import { type Emulator, startEmulator } from '@freshice/emulator'
import { cloudflareTurn } from '@freshice/server'
import { createIceEndpoint } from 'example-node'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { serveEndpoint } from '../scripts/demo/serveEndpoint.ts'
import { browserPaths, launchBrowser } from './browsers.ts'
import { type ServedCopy, serveCopy } from './hot/serveCopy.ts'
import { type Stock, takeStock } from './hot/takeStock.ts'

interface Edit {
  from: string
  to: string
  /** Whether the call begins anew, because the component is mounted once more. */
  beginsAnew: boolean
}

/** The component that calls the hooks. What is edited shows how often: `revision`. */
const EDITED: Record<'react' | 'vue', { file: string; edits: Edit[] }> = {
  react: {
    file: 'src/CallWithFreshice.tsx',
    edits: [
      {
        from: 'return <CallPanels call={call} />',
        to: 'return <><b data-testid="revision">1</b><CallPanels call={call} /></>',
        // React renders it once more, and keeps its state and its effects.
        beginsAnew: false,
      },
      {
        from: 'return <><b data-testid="revision">1',
        // Another hook: React mounts the component once more.
        to: 'useEffect(() => {}, [])\n  return <><b data-testid="revision">2',
        beginsAnew: true,
      },
    ],
  },
  vue: {
    file: 'src/CallWithFreshice.vue',
    edits: [
      {
        from: '</script>\n\n<template>\n',
        // Another script: Vue mounts the component once more.
        to: 'const revision = 1\n</script>\n\n<template>\n<b data-testid="revision">{{ revision }}</b>',
        beginsAnew: true,
      },
      { from: '{{ revision }}', to: '{{ revision + 1 }}', beginsAnew: false },
    ],
  },
}

describe.skipIf(!browserPaths.Chromium)('hot replacement of a component of the examples', () => {
  let browser: Browser
  let emulator: Emulator
  let requests = 0
  const ends: (() => Promise<unknown>)[] = []

  beforeAll(async () => {
    browser = await launchBrowser('Chromium')
    emulator = await startEmulator()
  })
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })
  afterAll(async () => {
    await browser?.close()
    await emulator?.close()
  })

  async function serve(name: 'react' | 'vue'): Promise<ServedCopy> {
    requests = 0
    const endpoint = createIceEndpoint({
      provider: cloudflareTurn(emulator),
      ttl: 600,
      authorize: () => ({ user: 'demo' }),
    })
    const fetch = (request: Request) => {
      requests += 1
      return endpoint.fetch(request)
    }
    const served = await serveEndpoint(fetch, { port: 0 })
    ends.push(served.close)
    const copy = await serveCopy(name, served.url)
    ends.push(copy.close)
    return copy
  }

  test.each(['react', 'vue'] as const)('%s: leaves no second timer, listener, request or warning', async (name) => {
    const copy = await serve(name)
    const page = await browser.newPage()
    ends.push(() => page.close())
    const said: string[] = []
    page.on('console', (message) => {
      if (['warn', 'error'].includes(message.type())) said.push(message.text())
    })
    page.on('pageerror', (error) => said.push(String(error)))
    await page.evaluateOnNewDocument(takeStock)
    await page.goto(copy.url)
    await shows(page, 'call-state', 'idle')
    const { timers, listeners } = await settled(page)
    await page.locator('[data-testid="start-call"]').click()
    await shows(page, 'call-state', 'connected')
    const before = await settled(page)
    // A worker ticks for the pauses, and one for each drawn picture.
    expect(before).toMatchObject({ workers: 3, connections: 2, made: 2, listeners: { online: 1, focus: 1 } })
    expect(requests).toBe(1)

    const { file, edits } = EDITED[name]
    for (const [index, { from, to, beginsAnew }] of edits.entries()) {
      const { made } = await stock(page)
      await copy.edit(file, (code) => code.replace(from, to))
      await shows(page, 'revision', String(index + 1))
      if (beginsAnew) await page.waitForFunction((made) => window.stock().made > made, {}, made)
      await shows(page, 'call-state', 'connected')
      const after = await settled(page)
      expect(after).toEqual({ ...before, made: beginsAnew ? made + 2 : made, timers: after.timers })
      expect(after.timers).toBeLessThanOrEqual(before.timers)
    }
    expect(requests).toBe(1)
    expect(said).toEqual([])
    // Replaced, and not by another page.
    expect((await stock(page)).made).toBeGreaterThan(before.made)

    // Hang up: a client ends 5 s after the last one who uses it.
    await page.locator('[data-testid="start-call"]').click()
    const left = async () => {
      const { timers: now, ...rest } = await stock(page)
      return { ...rest, isQuiet: now <= timers }
    }
    const nothing = { workers: 0, connections: 0, isQuiet: true }
    await expect.poll(left, { timeout: 10_000 }).toEqual({ ...nothing, listeners, made: expect.any(Number) })
  })
})

/** The stock once nothing passes by any more: that with the fewest timers of a second. */
async function settled(page: Page): Promise<Stock> {
  const seen: Stock[] = []
  for (let i = 0; i < 10; i += 1) {
    seen.push(await stock(page))
    await sleep(100)
  }
  return seen.reduce((least, next) => (next.timers <= least.timers ? next : least))
}

const stock = (page: Page) => page.evaluate(() => window.stock())

/** Waits until a field of the screen shows this. */
async function shows(page: Page, id: string, text: string) {
  const isShown = (id: string, text: string) =>
    document.querySelector(`[data-testid="${id}"]`)?.textContent?.trim() === text
  await page.waitForFunction(isShown, { timeout: 20_000 }, id, text)
}
