import { writeFileSync } from 'node:fs'
import { launchBrowser } from '../../e2e/browsers.ts'
import { chromium, howToGetBrowsers } from '../../scripts/browsers.ts'
import { bundleContender } from './bundleContender.ts'
import { contenders } from './contenders.ts'
import { faultsOf } from './faultsOf.ts'
import { figuresOf } from './figures.ts'
import type { Run } from './page/measure.ts'
import { resultsMarkdown } from './resultsMarkdown.ts'
import { servePage } from './servePage.ts'
import { type Measured, renderTables } from './tables.ts'
import { visit } from './visit.ts'

// What a component with ICE servers costs to render, beside the libraries one would take otherwise. Another number of
// rounds as argument: shown, but not written. Ends with 1 when freshice asks or commits more often than it should.

/** The one that RESULTS.md is made with. */
const ROUNDS = 5
/** How many rows, and how often in one page: the less there is to measure the more often. */
const SIZES = [
  { count: 1, runs: 30 },
  { count: 100, runs: 15 },
  { count: 10_000, runs: 4 },
]

const rounds = Number(process.argv[2] ?? ROUNDS)
if (!(rounds >= 1)) throw new Error('How many rounds? At least 1.')
if (!chromium()) throw new Error(`Chromium missing. ${howToGetBrowsers}`)

const runs = new Map<string, Run[][]>()
const page = await servePage()
const browser = await launchBrowser('Chromium')
let version = ''
try {
  ;[version = ''] = (await browser.version()).match(/\d+/) ?? []
  const scripts = await Promise.all(contenders.map(({ module }) => bundleContender(module)))
  for (let round = 0; round < rounds; round += 1) {
    for (const size of SIZES) {
      // Everybody in turn is the first, so that what the machine does meanwhile meets all of them.
      for (let turn = 0; turn < contenders.length; turn += 1) {
        const index = (turn + round) % contenders.length
        const key = `${contenders[index]?.module} ${size.count}`
        process.stderr.write(`round ${round + 1} of ${rounds}: ${key}\n`)
        const measured = await visit(browser, { url: page.url, script: scripts[index] ?? '', ...size })
        runs.set(key, [...(runs.get(key) ?? []), measured])
      }
    }
  }
} finally {
  await browser.close()
  page.close()
}

const measured = (['React', 'Vue'] as const).flatMap((framework) => {
  const all = contenders.filter((contender) => contender.framework === framework)
  return SIZES.flatMap(({ count }) => {
    const of = (module: string | undefined) => runs.get(`${module} ${count}`) ?? []
    return all.map(
      ({ name, module }): Measured => ({ framework, count, name, steps: figuresOf(of(module), of(all[0]?.module)) }),
    )
  })
})

const tables = renderTables(measured)
for (const table of Object.values(tables)) console.log(`\n${table}`)
const faults = measured
  .filter(({ name }) => name === 'freshice')
  .flatMap(({ framework, count, steps }) => faultsOf(steps, `${framework}, ${count} components`))
for (const fault of faults) console.log(`\n${fault}`)
if (rounds === ROUNDS && faults.length === 0) {
  writeFileSync(new URL('RESULTS.md', import.meta.url), resultsMarkdown(tables, { version, rounds, sizes: SIZES }))
}
process.exitCode = faults.length > 0 ? 1 : 0
