import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { browserPaths, launchBrowser } from './browsers.ts'
import { startHouse } from './startHouse.ts'

/** In seconds; such a short life is renewed after 5 s. */
const TTL = 8

describe.skipIf(!browserPaths.Chromium)('tabs in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser('Chromium')
  })
  afterAll(() => browser?.close())

  /** So many tabs of one user; how many credentials were made for them. */
  async function openTabs(count: number, ttl: number) {
    const house = await startHouse({ ttl })
    onTestFinished(house.close)
    let made = 0
    house.emulator.events.addEventListener('credential-issued', () => {
      made += 1
    })
    const tabs: Page[] = []
    const open = async () => {
      const tab = await browser.newPage()
      onTestFinished(async () => {
        if (!tab.isClosed()) await tab.close()
      })
      tabs.push(tab)
      await tab.goto(`${house.url}tab?name=${tabs.length}`)
      return tab
    }
    for (let i = 0; i < count; i += 1) await open()
    return { house, tabs, open, made: () => made }
  }

  const users = (tabs: Page[]) => Promise.all(tabs.map((tab) => tab.evaluate(() => window.user())))

  test('five tabs over three rotations make three requests, and all show the same credential', async () => {
    const { tabs, made } = await openTabs(5, TTL)
    for (const rotation of [1, 2, 3]) {
      await expect.poll(made, { timeout: TTL * 1000, interval: 20 }).toBe(rotation)
      await expect.poll(async () => new Set(await users(tabs)).size, { timeout: 2000 }).toBe(1)
    }
    expect(made()).toBe(3)
    const seen = await Promise.all(tabs.map((tab) => tab.evaluate(() => window.seen)))
    // A tab that was opened later may have come when the second one was there.
    for (const list of seen) expect(seen[0]?.slice(-list.length)).toEqual(list)
  })

  test('when the tab that asks is closed, another one finishes within 6 s', async () => {
    const { house, tabs, made } = await openTabs(3, 600)
    const [first, second, third] = tabs as [Page, Page, Page]
    await expect.poll(() => users(tabs)).not.toContain(undefined)
    const before = made()
    house.emulator.faults.api = { hang: true }
    const refresh = (tab: Page) => tab.evaluate(() => void window.client.refresh().catch(() => {}))
    await refresh(first)
    await lockedBy(first)
    await refresh(second)
    await first.close()
    house.emulator.faults.api = {}
    const start = Date.now()
    await expect.poll(made, { timeout: 6000, interval: 20 }).toBe(before + 1)
    await expect.poll(async () => new Set(await users([second, third])).size, { timeout: 2000 }).toBe(1)
    expect(Date.now() - start).toBeLessThan(6000)
  })

  test('after a sign-out in one, none keeps a credential', async () => {
    const { tabs, open, made } = await openTabs(3, 600)
    await expect.poll(() => users(tabs)).not.toContain(undefined)
    await tabs[1]?.evaluate(() => window.client.clear())
    await expect.poll(() => users(tabs)).toEqual([undefined, undefined, undefined])
    // A new tab asks for itself: nothing was kept anywhere.
    const before = made()
    const late = await open()
    await expect.poll(() => users([late])).not.toContain(undefined)
    expect(made()).toBe(before + 1)
    expect(await users(tabs.slice(0, 3))).toEqual([undefined, undefined, undefined])
  })

  test('a new tab takes over what the others have, without a request', async () => {
    const { tabs, open, made } = await openTabs(1, 600)
    await expect.poll(() => users(tabs)).not.toContain(undefined)
    await open()
    await expect.poll(async () => new Set(await users(tabs)).size).toBe(1)
    expect(made()).toBe(1)
  })

  test('clients that nobody keeps leave no channel behind', async () => {
    const { tabs, made } = await openTabs(1, 600)
    const [tab] = tabs as [Page]
    await expect.poll(() => users(tabs)).not.toContain(undefined)
    await tab.evaluate(() => window.haveClients(10))
    expect(made()).toBe(1)
    const channels = async () => {
      // Collects what nobody has any more before it looks.
      const all = await tab.queryObjects(await tab.evaluateHandle(() => BroadcastChannel.prototype))
      const count = await all.evaluate((list) => list.length)
      await all.dispose()
      // They leave at the next word.
      await tab.evaluate(() => window.client.refresh())
      return count
    }
    await expect.poll(channels, { timeout: 10_000, interval: 1100 }).toBe(1)
  })

  /** Resolves when the tab holds the lock, which is when its request goes out. */
  async function lockedBy(tab: Page) {
    const isHeld = () => tab.evaluate(async () => (await navigator.locks.query()).held?.length)
    await expect.poll(isHeld).toBe(1)
  }
})
