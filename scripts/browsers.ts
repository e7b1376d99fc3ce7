import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Chromium or Chrome on this machine: `CHROMIUM_PATH`, else the first of the usual names. */
export function chromium(): string | undefined {
  return find(
    process.env.CHROMIUM_PATH,
    ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
  )
}

/** Firefox on this machine: `FIREFOX_PATH`, else the first of the usual names. */
export function firefox(): string | undefined {
  return find(
    process.env.FIREFOX_PATH,
    ['firefox', 'firefox-esr'],
    ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  )
}

/** coturn on this machine: `TURNSERVER_PATH`, else the first of the usual names. */
export function turnserver(): string | undefined {
  return find(process.env.TURNSERVER_PATH, ['turnserver'], [])
}

/** coturn's own TURN client on this machine, which comes with it. */
export function uclient(): string | undefined {
  return find(process.env.UCLIENT_PATH, ['turnutils_uclient'], [])
}

/** What a missing browser needs, in words. */
export const howToGetBrowsers =
  'Debian or Ubuntu: apt-get install chromium firefox-esr. Elsewhere: install Chrome and Firefox, or set CHROMIUM_PATH and FIREFOX_PATH.'

/** Chromium without a screen, as root too, quiet on the network, with calls over loopback allowed. */
export const chromiumArgs = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--allow-loopback-in-peer-connection',
]

function find(given: string | undefined, names: string[], paths: string[]): string | undefined {
  if (given) return given
  const inPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...inPath, ...paths].find((path) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
