import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ExampleName, type SpawnedDemo, spawnDemo } from '../scripts/demo/spawnDemo.ts'
import { browserPaths, launchBrowser } from './browsers.ts'
import { callInTabs } from './demo/callInTabs.ts'
import { heard, listen } from './demo/chatter.ts'
import { expectAccessible } from './demo/expectAccessible.ts'
import { tabThrough } from './demo/keyboard.ts'
import { click, notice, read, show } from './demo/screen.ts'

/** The life of a credential, in seconds: the least that holds on a busy machine. */
const TTL = 12
const APPS: ExampleName[] = ['React', 'Vue']

describe.skipIf(!browserPaths.Chromium)('the demo', () => {
  let demo: SpawnedDemo
  let browser: Browser
  const faults: string[] = []

  beforeAll(async () => {
    browser = await launchBrowser('Chromium')
    demo = await spawnDemo({ ttl: TTL })
  })
  afterAll(async () => {
    await browser?.close()
    if (demo?.process.exitCode === null) demo.process.kill('SIGKILL')
  })

  /** A page in a window of its own, so that none is behind another one. */
  async function open(name: ExampleName, query = ''): Promise<Page> {
    const page = await browser.newPage({ type: 'window' })
    page.on('pageerror', (error) => faults.push(`${name}: ${error}`))
    await page.goto(demo.urls[name] + query)
    return page
  }

  describe('with freshice', () => {
    test.concurrent.each(APPS)('%s shows a relayed call that moves to newer credentials', async (name) => {
      const page = await open(name)
      await show(page, 'call-state', 'idle')
      await expectAccessible(page, 'idle')
      await click(page, 'start-call')
      await show(page, 'call-state', 'connected')
      await show(page, 'relayed', 'yes')
      expect(Number(await read(page, 'expires-in'))).toBeLessThanOrEqual(TTL)
      await expectAccessible(page, 'connected')
      await listen(page)
      await show(page, 'rotations', '2')
      expect(await read(page, 'call-state')).toBe('connected')
      expect(Number(await read(page, 'restarts'))).toBeGreaterThanOrEqual(2)
      expect(await read(page, 'largest-pause-ms')).toMatch(/^\d+$/)
      expect(Number(await read(page, 'largest-pause-ms'))).toBeLessThan(2000)
      expect(await read(page, 'told')).toContain('’s connection has moved to credential 2.')
      // A call that is well is nothing to be told of all the time.
      expect(await heard(page)).toEqual([])
      await page.close()
    })
  })

  describe('what goes wrong', () => {
    test.concurrent.each(APPS)('%s tells in words why a call dies, and which servers work', async (name) => {
      const page = await open(name)
      await show(page, 'call-state', 'idle')
      // By keyboard alone.
      const stops = await tabThrough(page)
      expect(stops.map(({ name }) => name)).toEqual([
        ...['One page', 'Two tabs', 'Start call', 'with freshice', 'Picture'],
        ...['The same in words', 'Try the servers'],
      ])
      expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([])
      await page.focus('[data-testid="freshice-toggle"]')
      await page.keyboard.press('Space')
      await page.focus('[data-testid="start-call"]')
      await page.keyboard.press('Enter')
      await notice(page, 'Nothing renews it, so watch what happens when the time is up.')
      await click(page, 'probe-start')
      await show(page, 'probe-sentence', 'A call connects from here: every server was reached.')
      const verdicts = await page.$$eval('[data-testid="probe-results"] tbody tr', (rows) =>
        rows.map((row) => [...row.children].slice(1, 3).map((cell) => cell.textContent)),
      )
      expect(verdicts).toContainEqual(['UDP', 'reached'])
      expect(verdicts).toContainEqual(['TCP', 'reached'])
      await page.click('summary')
      await expectAccessible(page, 'probed, and told in words')
      await notice(page, 'The credential ended, and the call died with it')
      await show(page, 'call-state', 'failed')
      expect(await read(page, 'told')).toContain('Credential 1 ends, and the relay cuts the call off.')
      await expectAccessible(page, 'dead')
      await page.close()
    })

    test.concurrent.each(APPS)('%s says that the endpoint is down, and that there is no camera', async (name) => {
      const page = await open(name)
      await page.setRequestInterception(true)
      page.on('request', (request) =>
        request.url().endsWith('/api/ice-servers') ? request.abort() : request.continue(),
      )
      await click(page, 'start-call')
      await notice(page, 'The credential endpoint of this app cannot be reached.')
      await show(page, 'call-state', 'failed')
      await expectAccessible(page, 'endpoint down')
      await page.select('select', 'camera')
      await click(page, 'start-call')
      await notice(page, 'Or choose the drawn clock as the picture.')
      await page.close()
    })
  })

  describe('two tabs', () => {
    test.concurrent.each(APPS)('%s: two tabs call each other, and say who is gone or too many', async (name) => {
      await callInTabs(() => open(name, '?tabs'))
    })
  })

  test('ends everything on Ctrl-C, and no page threw anything', async () => {
    expect(faults).toEqual([])
    expect(await demo.stop()).toEqual([0, null])
  })
})
