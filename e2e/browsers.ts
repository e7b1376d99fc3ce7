import puppeteer, { type Browser } from 'puppeteer-core'
import { chromium, chromiumArgs, firefox } from '../scripts/browsers.ts'

export type BrowserName = 'Chromium' | 'Firefox'

/** Where each browser is on this machine; undefined where it is missing. */
export const browserPaths: Record<BrowserName, string | undefined> = { Chromium: chromium(), Firefox: firefox() }

/** Starts a real browser that lets calls run over loopback. */
export function launchBrowser(name: BrowserName): Promise<Browser> {
  const executablePath = browserPaths[name] ?? ''
  if (name === 'Chromium') return puppeteer.launch({ browser: 'chrome', executablePath, args: chromiumArgs })
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    // A stock Firefox refuses a TURN server on 127.0.0.1.
    extraPrefsFirefox: { 'media.peerconnection.ice.loopback': true },
  })
}
