import { setTimeout as sleep } from 'node:timers/promises'
import type { DropReason } from '@freshice/emulator'
import type { Browser } from 'puppeteer-core'
import { type BrowserName, launchBrowser } from '../browsers.ts'
import { bundlePage } from '../soak/bundlePage.ts'
import type { Fact } from '../soak/judge.ts'
import { startHouse } from '../startHouse.ts'

export interface SoakRelayOptions {
  minutes: number
  /** Told once a minute how it stands. */
  onMinute: (line: string) => void
}

const MINUTE = 60_000

/** What a busy machine may take, and less than what a browser calls disconnected. In milliseconds. */
const longestPause = 5000

/** Longer than any soak, so that nothing but the lifetimes of TURN is met. In seconds. */
const TTL = 172_800

/** A call over UDP and one over TCP in one browser, for so long. All that it starts is stopped, whatever happens. */
export async function soakRelay(name: BrowserName, { minutes, onMinute }: SoakRelayOptions): Promise<Fact[]> {
  // Firefox asks for an hour, and would not refresh within the soak.
  const house = await startHouse({ ttl: TTL, lifetimes: { allocationMax: 600_000 } })
  let browser: Browser | undefined
  try {
    const { emulator } = house
    const dropped: DropReason[] = []
    let refreshes = 0
    emulator.events.addEventListener('dropped', ({ detail }) => dropped.push(detail.why))
    emulator.events.addEventListener('refreshed', () => {
      refreshes += 1
    })
    browser = await launchBrowser(name)
    const page = await browser.newPage()
    await page.goto(`${house.url}call`)
    await page.addScriptTag({ content: await bundlePage(new URL('page/relaySoak.ts', import.meta.url)) })
    const answer = await fetch(`${house.url}api/ice-servers`)
    const { iceServers } = (await answer.json()) as { iceServers: RTCIceServer[] }
    await page.evaluate((servers) => window.startCalls(servers), iceServers)
    const begun = performance.now()
    for (let minute = 1; minute <= minutes; minute++) {
      await sleep(begun + minute * MINUTE - performance.now())
      const calls = Object.entries(await page.evaluate(() => window.callNews()))
      const told = calls.map(
        ([kind, { states, largestPause }]) => `${kind} ${states} pause ${largestPause.toFixed(0)} ms`,
      )
      onMinute(`${minute} min: ${told.join(', ')}, ${refreshes} refreshes, ${dropped.length} dropped`)
    }

    const news = await page.evaluate(() => window.callNews())
    const { allocations, refusals } = emulator.snapshot()
    const facts: Fact[] = Object.entries(news).map(([kind, { states, relayed, largestPause }]) => ({
      text: `over ${kind}: ${states.join(' and ')}, ${relayed.every(Boolean) ? 'relayed' : 'not relayed'}, largest pause ${largestPause.toFixed(0)} ms`,
      isHeld: states.every((state) => state === 'connected') && relayed.every(Boolean) && largestPause < longestPause,
    }))
    const kinds = ['udp', 'tcp'].map((kind) => allocations.filter(({ transport }) => transport === kind).length)
    const packets = allocations.reduce((sum, { sent }) => sum + sent.packets, 0)
    facts.push({
      text: `${kinds[0]} allocations over UDP and ${kinds[1]} over TCP live, ${packets} packets sent, ${dropped.length} dropped before the end`,
      isHeld: (kinds[0] ?? 0) >= 2 && (kinds[1] ?? 0) >= 2 && dropped.length === 0,
    })
    // An allocation lives for ten minutes and is refreshed before.
    facts.push({ text: `${refreshes} refreshes`, isHeld: minutes < 10 ? undefined : refreshes >= 4 })
    facts.push({ text: `${refusals.length} refusals`, isHeld: refusals.length === 0 })
    await page.evaluate(() => window.endCalls())
    return facts
  } finally {
    await browser?.close().catch(() => {})
    await house.close()
  }
}
