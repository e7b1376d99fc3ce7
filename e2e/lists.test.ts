import { validateIceServers } from '@freshice/core'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BrowserName, browserPaths, launchBrowser } from './browsers.ts'
import { acceptedLists } from './lists/acceptedLists.ts'
import { generateLists } from './lists/generateLists.ts'
import { judgeLists } from './lists/judgeLists.ts'

const COUNT = 20_000
const names = (Object.keys(browserPaths) as BrowserName[]).filter((name) => browserPaths[name])
const pages = new Map<BrowserName, Page>()
const browsers: Browser[] = []

beforeAll(async () => {
  for (const name of names) {
    const browser = await launchBrowser(name)
    browsers.push(browser)
    pages.set(name, await browser.newPage())
  }
})
afterAll(async () => {
  for (const browser of browsers) await browser.close()
})

// What the rules drop or mend although both browsers may take it.
const RULED = new Set([
  ...[
    'stuns',
    'blocked-port',
    'port-53',
    'invalid-host',
    'invalid-transport',
    'stun-query',
    'no-username',
    'no-credential',
  ],
  ...[
    'long-username',
    'control-characters',
    'duplicate',
    'one-object',
    'no-urls',
    'not-a-server',
    'repaired-url',
    'legacy-url',
    'credential-type',
  ],
])

test.skipIf(names.length === 0)(
  `of ${COUNT} lists no browser rejects one that is judged good, or one that was repaired`,
  async () => {
    const lists = generateLists(COUNT, 20_301_231)
    for (const [name, page] of pages) {
      const { good, dangerous, rejected } = await judgeLists(page, lists)
      expect(good, name).toBeGreaterThan(0)
      expect(dangerous.slice(0, 5), name).toEqual([])
      expect(rejected.slice(0, 5), name).toEqual([])
    }
  },
  300_000,
)

test.skipIf(names.length < 2)(
  'what both browsers take, and no rule drops, survives as it is',
  async () => {
    const entries = generateLists(COUNT, 7).flat()
    const verdicts: boolean[][] = []
    for (const page of pages.values()) {
      const found = await acceptedLists(
        page,
        entries.map((entry) => [entry]),
      )
      verdicts.push(found)
    }
    const lost: unknown[] = []
    const strict = new Map<string, number>()
    let good = 0
    entries.forEach((entry, index) => {
      if (!verdicts.every((found) => found[index])) return
      good += 1
      const { ok, iceServers, problems } = validateIceServers([entry])
      if (ok) expect(iceServers).toHaveLength(1)
      if (ok) return
      const codes = problems.map(({ code }) => code)
      for (const code of new Set(codes)) strict.set(code, (strict.get(code) ?? 0) + 1)
      if (!codes.some((code) => RULED.has(code))) lost.push({ entry, codes })
    })
    console.log(
      `${good} of ${entries.length} entries are taken by both; stricter than they:`,
      Object.fromEntries(strict),
    )
    expect(lost.slice(0, 5)).toEqual([])
  },
  300_000,
)
