import type { Page } from 'puppeteer-core'

declare global {
  interface Window {
    chatter: string[]
  }
}

/** Listens to what a screen reader would be told of by itself, from now on. */
export async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.chatter = []
    const observer = new MutationObserver((records) => {
      for (const { target } of records) window.chatter.push(target.textContent ?? '')
    })
    for (const region of document.querySelectorAll('output, [role="status"], [role="log"], [aria-live]')) {
      observer.observe(region, { subtree: true, childList: true, characterData: true })
    }
  })
}

/** What it has been told since. */
export const heard = (page: Page) => page.evaluate(() => window.chatter)
