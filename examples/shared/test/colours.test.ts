import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const css = await readFile(new URL('../src/styles/colours.css', import.meta.url), 'utf8')

/** What WCAG 2.2 asks of texts, and of shapes that mean something. */
const TEXT = 4.5
const SHAPE = 3

const SCHEMES = ['light', 'dark'] as const
type Scheme = (typeof SCHEMES)[number]
type Colour = [red: number, green: number, blue: number, alpha: number]

/** The colours of the picture and the ring, which axe does not see: what is drawn, and what it stands on. */
const DRAWN: [string, string[], number][] = [
  ['--on-ice-fill', ['--ice-fill'], TEXT],
  ['--ice', ['--ready-passed', '--panel'], TEXT],
  ['--muted', ['--past', '--panel'], TEXT],
  ['--muted', ['--panel'], TEXT],
  ['--text', ['--panel'], TEXT],
  ['--on-run', ['--run-even'], TEXT],
  ['--on-run', ['--run-odd'], TEXT],
  ['--on-cut', ['--cut', '--panel'], TEXT],
  ['--ice', ['--panel'], SHAPE],
  ['--warning', ['--panel'], SHAPE],
  ['--warning-fill', ['--messages'], 1.5],
  ['--ready-line', ['--panel'], SHAPE],
  ['--run-even', ['--panel'], SHAPE],
  ['--run-odd', ['--panel'], SHAPE],
  ['--restart', ['--panel'], SHAPE],
  ['--edge', ['--panel'], SHAPE],
  ['--edge', ['--page'], SHAPE],
]

test.each(SCHEMES.flatMap((scheme) => DRAWN.map((pair) => [scheme, ...pair] as const)))(
  'in %s, %s stands out on %s',
  (scheme, over, under, least) => {
    const ground = under.map((name) => colour(name, scheme)).reduceRight((below, above) => blend(above, below))
    expect(contrast(blend(colour(over, scheme), ground), ground)).toBeGreaterThanOrEqual(least)
  },
)

/** The colour of this name. */
function colour(name: string, scheme: Scheme): Colour {
  const [, light, dark] =
    new RegExp(`${name}: light-dark\\((rgb\\(.+?\\)|#\\w+), (rgb\\(.+?\\)|#\\w+)\\)`).exec(css) ?? []
  const value = scheme === 'light' ? light : dark
  if (!value) throw new Error(`colours.css has no ${name}.`)
  if (!value.startsWith('#')) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = value.match(/[\d.]+/g)?.map(Number) ?? []
    return [red, green, blue, alpha]
  }
  const digits = value.length === 4 ? [...value.slice(1)].map((digit) => digit + digit) : value.slice(1).match(/../g)
  const [red = 0, green = 0, blue = 0] = (digits ?? []).map((digit) => Number.parseInt(digit, 16))
  return [red, green, blue, 1]
}

function blend([r, g, b, a]: Colour, [red, green, blue]: Colour): Colour {
  return [r * a + red * (1 - a), g * a + green * (1 - a), b * a + blue * (1 - a), 1]
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance([red, green, blue]: Colour): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue]
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
