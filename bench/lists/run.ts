import { writeFileSync } from 'node:fs'
import { type BrowserName, browserPaths, launchBrowser } from '../../e2e/browsers.ts'
import { generateLists } from '../../e2e/lists/generateLists.ts'
import { judgeLists } from '../../e2e/lists/judgeLists.ts'
import { howToGetBrowsers } from '../../scripts/browsers.ts'
import { table } from '../calls/table.ts'
import { resultsMarkdown } from './resultsMarkdown.ts'

// What browsers make of a hundred thousand lists, beside what validateIceServers says of them. Another number as argument:
// shown, but not written. Ends with 1 when a browser rejects a list that was judged good, or one that was repaired.

/** The one that RESULTS.md is made with. */
const COUNT = 100_000
const SEED = 20_301_231

const count = Number(process.argv[2] ?? COUNT)
if (!(count >= 1)) throw new Error('How many lists? At least 1.')
const browsers = Object.keys(browserPaths) as BrowserName[]
const missing = browsers.filter((browser) => !browserPaths[browser])
if (missing.length > 0) throw new Error(`${missing.join(' and ')} missing. ${howToGetBrowsers}`)

const lists = generateLists(count, SEED)
const rows: string[][] = []
let faults = 0
for (const name of browsers) {
  const browser = await launchBrowser(name)
  try {
    const { good, dangerous, caught, stricter, rejected } = await judgeLists(await browser.newPage(), lists)
    const [version = ''] = (await browser.version()).match(/\d+/) ?? []
    const counts = [good, dangerous.length, caught, stricter, rejected.length]
    rows.push([`${name} ${version}`, ...counts.map((count) => count.toLocaleString('en'))])
    faults += dangerous.length + rejected.length
  } finally {
    await browser.close()
  }
}

const columns = [
  'browser',
  'good and taken',
  'good and rejected',
  'bad and rejected',
  'bad and taken',
  'repaired and rejected',
]
const made = table(columns, rows, 1)
console.log(made)
if (count === COUNT && faults === 0) {
  writeFileSync(new URL('RESULTS.md', import.meta.url), resultsMarkdown(made, count))
}
process.exitCode = faults > 0 ? 1 : 0
