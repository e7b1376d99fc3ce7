import { validateIceServers } from '@freshice/core'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BrowserName, browserPaths, launchBrowser } from './browsers.ts'
import { generateLists } from './lists/generateLists.ts'

const COUNT = 20_000
const BATCH = 2000
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

/** Whether each list is accepted by each browser: the same check as the constructor's, without 20,000 connections. */
async function accepted(lists: unknown[]): Promise<Record<BrowserName, boolean[]>> {
  const verdicts: Partial<Record<BrowserName, boolean[]>> = {}
  for (const [name, page] of pages) {
    const found: boolean[] = []
    for (let from = 0; from < lists.length; from += BATCH) {
      const batch = JSON.stringify(lists.slice(from, from + BATCH))
      found.push(...(await page.evaluate(acceptsEach, batch)))
    }
    verdicts[name] = found
  }
  return verdicts as Record<BrowserName, boolean[]>
}

function acceptsEach(json: string): boolean[] {
  const pc = new RTCPeerConnection()
  const found = (JSON.parse(json) as RTCIceServer[][]).map((iceServers) => {
    try {
      pc.setConfiguration({ iceServers })
      return true
    } catch {
      return false
    }
  })
  pc.close()
  return found
}

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
    const judged = lists.map((list) => validateIceServers(list))
    const asGiven = await accepted(lists)
    const repaired = await accepted(judged.map(({ iceServers }) => iceServers))

    const dangerous: unknown[] = []
    const rejected: unknown[] = []
    for (const name of names) {
      lists.forEach((list, index) => {
        if (judged[index]?.ok && !asGiven[name][index]) dangerous.push({ name, list })
        if (!repaired[name][index]) rejected.push({ name, list, repaired: judged[index]?.iceServers })
      })
    }
    expect(dangerous.slice(0, 5)).toEqual([])
    expect(rejected.slice(0, 5)).toEqual([])
  },
  300_000,
)

test.skipIf(names.length < 2)(
  'what both browsers take, and no rule drops, survives as it is',
  async () => {
    const entries = generateLists(COUNT, 7).flat()
    const verdicts = await accepted(entries.map((entry) => [entry]))
    const lost: unknown[] = []
    const strict = new Map<string, number>()
    let good = 0
    entries.forEach((entry, index) => {
      if (!names.every((name) => verdicts[name][index])) return
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
