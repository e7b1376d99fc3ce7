import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'puppeteer-core'
import { type BrowserName, launchBrowser } from '../browsers.ts'
import { startHouse } from '../startHouse.ts'
import { bundlePage } from './bundlePage.ts'
import { type Fact, judge } from './judge.ts'
import { memoryOf } from './memory.ts'
import { addNews, emptyRecord, restartsOf, type SoakRecord } from './soakRecord.ts'
import { watchAllocations } from './watchAllocations.ts'

/** In seconds. */
const TTL = 20
/** In milliseconds. */
const LOOK = 20_000
const MINUTE = 60_000

export interface SoakOptions {
  minutes: number
  /** Told once a minute how it stands. */
  onMinute: (line: string) => void
}

/** Holds one call in one browser for so long, and judges it. All that it starts is stopped, whatever happens. */
export async function soakBrowser(name: BrowserName, { minutes, onMinute }: SoakOptions): Promise<Fact[]> {
  const house = await startHouse({ ttl: TTL })
  let browser: Browser | undefined
  try {
    const allocations = watchAllocations(house.emulator)
    browser = await launchBrowser(name)
    const page = await browser.newPage()
    // Any page of the house will do: the script comes by itself.
    await page.goto(`${house.url}call`)
    await page.addScriptTag({ content: await bundlePage(new URL('page/soak.ts', import.meta.url)) })
    const memory = await memoryOf(page, name)
    await page.evaluate(() => window.startSoak())
    // It is connected before the last allocation is there.
    await sleep(1000)
    const firstGathering = allocations.made()

    const record = emptyRecord()
    const begun = performance.now()
    for (let at = LOOK; at <= minutes * MINUTE; at += LOOK) {
      await sleep(begun + at - performance.now())
      addNews(record, await page.evaluate(() => window.soakNews()))
      record.looks.push({ at, memory: await memory(), open: allocations.open() })
      if (at % MINUTE === 0) onMinute(minuteLine(record, at / MINUTE))
    }
    const most = allocations.most()
    await page.evaluate(() => window.endSoak())
    await sleep(1000)
    const seen = allocations.users()
    return judge(record, { seen, firstGathering, made: allocations.made(), most, left: allocations.open() })
  } finally {
    await browser?.close().catch(() => {})
    await house.close()
  }
}

function minuteLine(record: SoakRecord, minute: number): string {
  const { memory, open } = record.looks.at(-1) ?? { memory: undefined, open: 0 }
  const size = (bytes: number | undefined) => (bytes === undefined ? 'unknown' : `${(bytes / 1e6).toFixed(2)} MB`)
  const pause = `largest pause ${record.largestPause.toFixed(0)} ms`
  const held = `heap ${size(memory?.heap)}, resident ${size(memory?.resident)}`
  return `${minute} min: ${restartsOf(record)} restarts, ${pause}, ${held}, ${open} allocations open`
}
