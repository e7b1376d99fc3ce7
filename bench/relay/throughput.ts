import { startEmulator } from '@freshice/emulator'
import { cloudflareTurn, type TurnProvider } from '@freshice/server'
import { launchBrowser } from '../../e2e/browsers.ts'
import { bundlePage } from '../../e2e/soak/bundlePage.ts'
import { startCoturn } from '../../e2e/startCoturn.ts'

export type ServerName = 'emulator' | 'coturn'

/** In milliseconds. */
const warmUp = 1000
export const watched = 8000

/** Megabytes a second through one data channel between two relays of this server, in a Chromium of its own. */
export async function throughput(name: ServerName, coturn: string): Promise<number> {
  const { provider, close } = name === 'emulator' ? await serveEmulator() : await startCoturn(coturn)
  try {
    return await measure(provider)
  } finally {
    await close()
  }
}

async function serveEmulator(): Promise<{ provider: TurnProvider; close(): Promise<void> }> {
  const emulator = await startEmulator()
  return { provider: cloudflareTurn(emulator), close: emulator.close }
}

async function measure(provider: TurnProvider): Promise<number> {
  const { iceServers } = await provider.generate({ ttl: 600, user: 'bench' })
  const udp = iceServers.flatMap(({ urls, ...rest }) => {
    const url = [urls].flat().find((text) => text.endsWith('transport=udp'))
    return url ? [{ ...rest, urls: url }] : []
  })
  const browser = await launchBrowser('Chromium')
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: await bundlePage(new URL('page/flood.ts', import.meta.url)) })
    return await page.evaluate((servers, times) => window.flood(servers, times), udp, { warmUp, watched })
  } finally {
    await browser.close()
  }
}
