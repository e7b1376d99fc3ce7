import type { Page } from 'puppeteer-core'

const selectorOf = (id: string) => `[data-testid="${id}"]`

/** What a field of the screen shows. */
export const read = (page: Page, id: string) =>
  page.$eval(selectorOf(id), (element) => element.textContent?.trim() ?? '')

export const click = (page: Page, id: string) => page.click(selectorOf(id))

/** Waits until a field of the screen shows this. */
export async function show(page: Page, id: string, text: string): Promise<void> {
  const shows = (selector: string, text: string) => document.querySelector(selector)?.textContent?.trim() === text
  await page.waitForFunction(shows, { timeout: 40_000, polling: 50 }, selectorOf(id), text)
}

/** Waits until a figure is this or more. */
export async function count(page: Page, id: string, least: number): Promise<void> {
  const reaches = (selector: string, least: number) => Number(document.querySelector(selector)?.textContent) >= least
  await page.waitForFunction(reaches, { timeout: 40_000, polling: 50 }, selectorOf(id), least)
}

/** Waits until one of the notices says this. */
export async function notice(page: Page, words: string): Promise<void> {
  const says = (words: string) =>
    [...document.querySelectorAll('[role="status"]')].some((element) => element.textContent?.includes(words))
  await page.waitForFunction(says, { timeout: 40_000, polling: 50 }, words)
}
