import { readFileSync, writeFileSync } from 'node:fs'
import { figures } from './figures.ts'
import { fillFigures } from './fillFigures.ts'
import { pages } from './pages.ts'

// Holds the figures of the READMEs and of bench/RESULTS.md to what the benches measured. Says what differs and ends with 1;
// with --write it puts the measured ones in.

const isWrite = process.argv.includes('--write')
let left = 0
for (const page of pages) {
  const file = new URL(`../../${page}`, import.meta.url)
  const before = readFileSync(file, 'utf8')
  const { text, problems } = fillFigures(before, figures)
  if (isWrite && text !== before) {
    writeFileSync(file, text)
    console.log(`${page}: written`)
  }
  const remaining = isWrite ? fillFigures(text, figures).problems : problems
  for (const problem of remaining) console.log(`${page}, ${problem}`)
  left += remaining.length
}
if (left > 0 && !isWrite) console.log('To put the measured figures in: pnpm figures --write')
process.exitCode = left > 0 ? 1 : 0
