import type { Page } from 'puppeteer-core'

/** Where Tab goes from the top of the page: the name of each stop, and whether it is seen to have the focus. */
export async function tabThrough(page: Page): Promise<{ name: string; isSeen: boolean }[]> {
  const stops: { name: string; isSeen: boolean }[] = []
  for (;;) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return undefined
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const label = element.closest('label')?.querySelector('span')?.firstChild ?? element
      return {
        name: label.textContent?.trim() ?? '',
        isSeen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      }
    })
    if (!stop || stops.some(({ name }) => name === stop.name)) return stops
    stops.push(stop)
  }
}
