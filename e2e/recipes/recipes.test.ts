import { readdir, readFile } from 'node:fs/promises'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type BrowserName, browserPaths, launchBrowser } from '../browsers.ts'
import type { Report } from './page/recipe.ts'
import { type Recipes, startRecipes } from './startRecipes.ts'

/** The least life that holds on a busy machine, in seconds. */
const TTL = 12
const DOCS = new URL('../../docs/recipes/', import.meta.url)

// A call waits most of the time, but too many at once disturb each other.
vi.setConfig({ maxConcurrency: 4 })

describe.each(Object.keys(browserPaths) as BrowserName[])('in %s', (name) => {
  describe.skipIf(!browserPaths[name])('through a server that enforces expiry', () => {
    let browser: Browser
    let recipes: Recipes
    let page: Page

    beforeAll(async () => {
      recipes = await startRecipes({ ttl: TTL })
      browser = await launchBrowser(name)
      page = await browser.newPage()
      await page.goto(recipes.url)
    })
    afterAll(async () => {
      await browser?.close()
      await recipes?.close()
    })

    /** Runs a recipe's page. All of them are frames of one page, so that they run side by side. */
    async function call(recipe: string): Promise<Report> {
      const src = `/recipe/${recipe}`
      await page.evaluate(async (src) => {
        const frame = document.createElement('iframe')
        frame.src = src
        const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
        document.body.append(frame)
        await loaded
        await frame.contentWindow?.startRecipe()
      }, src)
      // The subject is time itself: a call has to be watched for as long as it has to live.
      await new Promise((resolve) => setTimeout(resolve, TTL * 1400))
      const report = await page.evaluate(
        (src) => document.querySelector<HTMLIFrameElement>(`[src="${src}"]`)?.contentWindow?.reportRecipe(),
        src,
      )
      console.log(
        name,
        recipe,
        JSON.stringify(report, (key, value) => (key === 'users' ? undefined : value)),
      )
      if (!report) throw new Error(`${src} is gone.`)
      return report
    }

    function expectAlive(report: Report) {
      expect(report.errors).toEqual([])
      // Firefox is `connecting` during a restart.
      expect(report.states.filter((state) => state !== 'connected' && state !== 'connecting')).toEqual([])
      expect(report.sinceReceived).toBeLessThan(500)
      expect(report.largestPause).toBeLessThan(2000)
      expect(report.relayed).toEqual(report.relayed.map(() => true))
    }

    function expectDead(report: Report) {
      expect(report.sinceReceived).toBeGreaterThan(2000)
    }

    describe.concurrent('a call', () => {
      test.each([
        ['perfectNegotiation', 2],
        ['otherSideOffers', 1],
        ['simplePeer', 3],
        ['peerJs', 2],
        ['mediasoup?private', 1],
      ])('outlives its credential with %s', async (recipe, shortLived) => {
        const report = await call(recipe)
        expectAlive(report)
        const moved = report.users.filter((users) => users.filter(recipes.isUser).length > 1)
        expect(moved).toHaveLength(shortLived)
      })

      test('outlives its credential when our restart offer meets a plain one', async () => {
        const report = await call('collision')
        expectAlive(report)
        expect(report.notes.slice(0, 2)).toEqual(['have-local-offer', 'answered'])
      })

      // Once this fails, Firefox has mended it: then the cure can leave the recipe.
      test.runIf(name === 'Firefox')('dies there without the cure', async () => {
        const report = await call('collision?without-cure')
        expectDead(report)
        expect(report.notes).toEqual(['have-local-offer'])
        expect(report.errors.join()).toContain('InvalidAccessError')
      })

      test.runIf(name === 'Chromium')("outlives its credential with mediasoup's public API", async () => {
        const report = await call('mediasoup')
        expectAlive(report)
        expect(report.notes).toEqual([])
      })

      test.runIf(name === 'Firefox')("dies with mediasoup's public API", async () => {
        const report = await call('mediasoup')
        expectDead(report)
        expect(new Set(report.notes)).toEqual(new Set(['UnsupportedError: not supported']))
      })
    })
  })
})

test('the recipes show the very code that runs here', async () => {
  const files = await readdir(new URL('.', import.meta.url))
  const shown: string[] = []
  for (const page of await readdir(DOCS)) {
    const text = await readFile(new URL(page, DOCS), 'utf8')
    for (const [, file = '', code] of text.matchAll(/^```ts\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)) {
      expect(code, `${page}: ${file}`).toBe(await readFile(new URL(file, import.meta.url), 'utf8'))
      shown.push(file)
    }
    expect(text.match(/^```ts$/gm)?.length ?? 0, page).toBe(text.match(/^```ts\n\/\/ \S+\.ts$/gm)?.length ?? 0)
  }
  const recipes = files.filter((file) => /^(?!start).*(?<!\.test)\.ts$/.test(file))
  expect(shown.sort()).toEqual(recipes.sort())
})
