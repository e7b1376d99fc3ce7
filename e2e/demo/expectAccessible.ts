import axe from 'axe-core'
import type { Page } from 'puppeteer-core'
import { expect } from 'vitest'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Where axe cannot compute a contrast: over a moving picture, and in SVG, whose colours have a test: colours.test.ts. */
const PICTURES = '.tile, svg, .life, .hint'

/** Lets axe look at the page as it is now, in light and in dark. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ])
    expect(await page.evaluate(look, RULES, PICTURES), `${state}, ${scheme}`).toEqual([])
  }
}

/** In the page: what is wrong, and where a contrast is not sure to be right. */
async function look(rules: string[], pictures: string): Promise<string[]> {
  const { axe: looker } = window as unknown as { axe: typeof axe }
  const { violations, incomplete } = await looker.run({ runOnly: { type: 'tag', values: rules } })
  const unsure = incomplete
    .filter(({ id }) => id === 'color-contrast')
    .map(({ nodes, ...result }) => ({
      ...result,
      nodes: nodes.filter(({ target, any }) => {
        // A single character says too little for axe; it has the colour of its neighbours.
        const isShort = any.some(({ data }) => data?.messageKey === 'shortTextContent')
        return !isShort && !document.querySelector(String(target[0]))?.closest(pictures)
      }),
    }))
  return [...violations, ...unsure].flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  )
}
