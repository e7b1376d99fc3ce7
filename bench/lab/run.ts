import { writeFile } from 'node:fs/promises'
import type { Contender } from './contender.ts'
import { results } from './results.ts'
import { clocks } from './scenarios/clocks.ts'
import { everyday } from './scenarios/everyday.ts'
import { failures } from './scenarios/failures.ts'
import { isWithin, table } from './table.ts'
import { createWorld } from './world.ts'
import { worstFigures } from './worstFigures.ts'

// What happens to ICE servers in a page, played to several ways of having them. Ends with 1 when freshice misses a bar.

const SEEDS = 20

process.env.NODE_ENV = 'production'
const world = createWorld()

// Only now: React and the others capture the page and its timers when they load.
const { handRolled } = await import('./contenders/handRolled.ts')
const { swr, swrWithoutFocus } = await import('./contenders/swr.ts')
const { tanstack, tanstackWithoutRetry } = await import('./contenders/tanstack.ts')
const { vueuse, vueuseKeeping } = await import('./contenders/vueuse.ts')
const { freshice } = await import('./contenders/freshice.ts')
const others = [handRolled, swr, swrWithoutFocus, tanstack, tanstackWithoutRetry, vueuse, vueuseKeeping]
const contenders: Contender[] = [...others, freshice]

const rows = []
for (const scenario of [...everyday, ...failures, ...clocks]) {
  process.stderr.write(`${scenario.name}\n`)
  const cells = []
  for (const contender of contenders) cells.push(await worstFigures(world, contender, { scenario, seeds: SEEDS }))
  rows.push({ scenario, cells })
}

const columns = contenders.map(({ name }) => name)
const markdown = table(rows, columns, freshice.name)
await writeFile(new URL('RESULTS.md', import.meta.url), results(markdown, { contenders, seeds: SEEDS }))
console.log(markdown)

const missed = rows.filter(({ scenario, cells }) => !isWithin(cells.at(-1) ?? [], scenario.bar))
for (const { scenario } of missed) console.log(`\nfreshice misses the bar: ${scenario.name}`)
process.exitCode = missed.length > 0 ? 1 : 0
