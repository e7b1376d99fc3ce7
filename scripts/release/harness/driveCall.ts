import type { Browser, Page } from 'puppeteer-core'
import type { House } from '../../../e2e/startHouse.ts'

/** How long anything may take, in milliseconds. */
const PATIENCE = 60_000
/** Messages that must come over after all else: a call that stands still has none. */
const MORE_MESSAGES = 5

export interface DriveOptions {
  url: string
  /** Whose TURN server the call runs over, where it can be looked into. */
  house?: House | undefined
}

/**
 * Opens a page that calls itself over a relay, and watches the call take up a second credential. Where the TURN server can
 * be looked into, until nothing of the first one is left.
 *
 * @throws Error when the call does not, or breaks off on the way, or when the page warns or throws
 */
export async function driveCall(browser: Browser, { url, house }: DriveOptions): Promise<void> {
  const page = await browser.newPage()
  const complaints = watch(page)
  try {
    await page.goto(url)
    await shows(page, 'state', 'connected')
    await page.$eval('#state', complainOfChanges)
    const first = house?.users()[0]
    await counts(page, 'moves', 1)
    if (house) await isGone(house, first)
    const messages = Number(await page.$eval('#messages', (element) => element.textContent))
    await counts(page, 'messages', messages + MORE_MESSAGES)
    await shows(page, 'state', 'connected')
    await shows(page, 'status', 'fresh')
  } catch (error) {
    const text = await page.$eval('body', (body) => body.textContent).catch(() => '')
    throw new Error(`${error}\nThe page shows: ${text}\n${complaints.join('\n')}`)
  } finally {
    await page.close()
  }
  if (complaints.length > 0) throw new Error(`The page complains:\n${complaints.join('\n')}`)
}

/** What the page warns of or throws, from now on. */
function watch(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text())
  })
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
  })
  return complaints
}

/** Runs in the page: a call that once was connected has to stay so. */
function complainOfChanges(element: Element): void {
  const complain = () => console.error(`The call is ${element.textContent}.`)
  new MutationObserver(complain).observe(element, { characterData: true, childList: true, subtree: true })
}

async function shows(page: Page, id: string, text: string): Promise<void> {
  const shown = (id: string, text: string) => document.getElementById(id)?.textContent === text
  await page.waitForFunction(shown, { timeout: PATIENCE }, id, text).catch(() => {
    throw new Error(`#${id} never was ${text}.`)
  })
}

async function counts(page: Page, id: string, least: number): Promise<void> {
  const reached = (id: string, least: number) => Number(document.getElementById(id)?.textContent) >= least
  await page.waitForFunction(reached, { timeout: PATIENCE }, id, least).catch(() => {
    throw new Error(`#${id} never came to ${least}.`)
  })
}

/** Waits until the TURN server relays nothing for a user any more, and relays for another one. */
async function isGone({ emulator }: House, user: string | undefined): Promise<void> {
  const names = () => emulator.snapshot().allocations.map(({ username }) => username)
  const end = Date.now() + PATIENCE
  while (user === undefined || names().includes(user) || names().length === 0) {
    if (Date.now() > end) throw new Error('The call still runs over its first credential.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
