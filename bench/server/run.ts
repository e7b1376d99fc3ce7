import { writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import type { ContenderName } from './contenders.ts'
import { type Load, type Measured, measure } from './measure.ts'
import { bar, rateRatio, resultsMarkdown } from './resultsMarkdown.ts'

const load: Load = { requests: 100_000, connections: 50, users: 100 }
const roundCount = 5

// Each contender in each round, so that what else the machine does meets all of them.
const machine = { cores: availableParallelism(), loadBefore: loadavg()[0] ?? 0, node: process.version.slice(1) }
const rounds: Record<ContenderName, Measured>[] = []
for (let round = 1; round <= roundCount; round++) {
  const bare = await measure('bare', load)
  const coturn = await measure('coturn', load)
  const once = await measure('coturn, each user once', load)
  const cached = await measure('cached Cloudflare', load)
  rounds.push({ bare, coturn, 'coturn, each user once': once, 'cached Cloudflare': cached })
  console.log(`Round ${round} of ${roundCount}:`, rounds.at(-1))
}
const text = resultsMarkdown({ load, rounds, machine })
console.log(text)
writeFileSync(new URL('RESULTS.md', import.meta.url), text)

const errors = rounds.flatMap((round) => Object.values(round)).reduce((sum, { errors }) => sum + errors, 0)
const slow = (['coturn', 'cached Cloudflare'] as const).filter((name) => rateRatio(rounds, name) < bar)
if (errors > 0) console.log(`${errors} requests failed.`)
if (slow.length > 0) console.log(`Below ${bar} of the bare handler's rate: ${slow.join(', ')}.`)
if (errors > 0 || slow.length > 0) process.exitCode = 1
