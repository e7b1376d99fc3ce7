import { writeFileSync } from 'node:fs'
import { type BrowserName, browserPaths } from '../../e2e/browsers.ts'
import { howToGetBrowsers } from '../../scripts/browsers.ts'
import { faultsOf } from './faultsOf.ts'
import type { WayName } from './page/arm.ts'
import { resultsMarkdown } from './resultsMarkdown.ts'
import { runArm } from './runArm.ts'
import { tables } from './tables.ts'

// What a call loses when its credentials end: three ways in two browsers, one after the other. Another number of seconds
// for each as argument: shown, but not written. Ends with 1 when a call with freshice falters.

/** The least life that holds on a busy machine, in seconds. */
const TTL = 12
/** The one that RESULTS.md is made with. */
const SECONDS = 60

const seconds = Number(process.argv[2] ?? SECONDS)
if (!(seconds > 2 * TTL)) throw new Error(`How many seconds? More than ${2 * TTL}.`)
const browsers = Object.keys(browserPaths) as BrowserName[]
const missing = browsers.filter((browser) => !browserPaths[browser])
if (missing.length > 0) throw new Error(`${missing.join(' and ')} missing. ${howToGetBrowsers}`)

const ways: WayName[] = ['nothing', 'reconnect on failed', 'freshice']
const arms = []
for (const browser of browsers) {
  for (const way of ways) {
    process.stderr.write(`${browser}, ${way}\n`)
    arms.push(await runArm({ browser, way, ttl: TTL, watched: seconds * 1000 }))
  }
}

const made = tables(arms, TTL)
for (const markdown of [made.moves, made.noise, made.hours]) console.log(`\n${markdown}`)
const faults = arms.flatMap(faultsOf)
for (const fault of faults) console.log(`\n${fault}`)
if (seconds === SECONDS && faults.length === 0) {
  writeFileSync(new URL('RESULTS.md', import.meta.url), resultsMarkdown(made, arms, { ttl: TTL }))
}
process.exitCode = faults.length > 0 ? 1 : 0
