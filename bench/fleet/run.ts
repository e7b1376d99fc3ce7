import { writeFileSync } from 'node:fs'
import { resultsMarkdown } from './resultsMarkdown.ts'
import { online } from './scenarios/online.ts'
import { longOutage, shortOutage } from './scenarios/outage.ts'
import { retryAfter } from './scenarios/retryAfter.ts'
import { synchronisedStart } from './scenarios/synchronisedStart.ts'
import { tableMarkdown } from './table.ts'

/** The one that RESULTS.md is made with. */
const SEED = 1

// A million clients through what can happen to all of them at once. Another seed as argument: shown, but not written.
const seed = Number(process.argv[2] ?? SEED)
const begun = performance.now()
const tables = []
for (const scenario of [synchronisedStart, shortOutage, longOutage, online, retryAfter]) {
  const table = scenario(seed)
  console.log(tableMarkdown(table))
  tables.push(table)
}
if (seed === SEED) writeFileSync(new URL('RESULTS.md', import.meta.url), resultsMarkdown(tables, seed))

const missed = tables.flatMap(({ rows }) => rows).filter(({ bar }) => bar && !bar.isHeld).length
const memory = Math.round(process.resourceUsage().maxRSS / 1024)
console.log(
  `${Math.round((performance.now() - begun) / 1000)} s, ${memory} MB. Numbers to hold that are missed: ${missed}`,
)
if (missed > 0) process.exitCode = 1
