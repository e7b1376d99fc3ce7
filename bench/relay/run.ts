import { writeFileSync } from 'node:fs'
import { turnserver, uclient } from '../../scripts/browsers.ts'
import { type Look, memory } from './memory.ts'
import { resultsMarkdown } from './resultsMarkdown.ts'
import { type ServerName, throughput } from './throughput.ts'

// What the emulator's relay carries, beside coturn's, one after the other by turns; and its memory under 200 clients.
// Ends with 1 when it carries less than a third of coturn's, or its memory grows.

const rounds = 5
const names: ServerName[] = ['emulator', 'coturn']
const [coturn, client] = [turnserver(), uclient()]
if (!coturn || !client) throw new Error('coturn is missing. Debian or Ubuntu: apt-get install coturn.')

const held = await memory(client)
for (const { at, allocations, resident, heap } of held.looks) {
  process.stderr.write(`${at} s: ${allocations} allocations, ${resident.toFixed(0)} MB, heap ${heap.toFixed(0)} MB\n`)
}
const runs: Record<ServerName, number[]> = { emulator: [], coturn: [] }
for (let round = 1; round <= rounds; round++) {
  for (const name of names) {
    const rate = await throughput(name, coturn)
    runs[name].push(rate)
    process.stderr.write(`${name}: ${rate.toFixed(2)} MB/s\n`)
  }
}

const ratio = median(runs.emulator) / median(runs.coturn)
const growth = mean(held.looks.slice(-5)) / mean(held.looks.slice(2, 7))
const markdown = resultsMarkdown({
  runs,
  medians: { emulator: median(runs.emulator), coturn: median(runs.coturn) },
  ratio,
  growth,
  ...held,
})
console.log(markdown)
writeFileSync(new URL('RESULTS.md', import.meta.url), markdown)
process.exitCode = ratio >= 1 / 3 && growth < 1.15 ? 0 : 1

function median(values: number[]): number {
  return values.toSorted((one, two) => one - two)[Math.floor(values.length / 2)] ?? 0
}

function mean(looks: Look[]): number {
  return looks.reduce((sum, { resident }) => sum + resident, 0) / looks.length
}
