import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { kilobytes, measure } from './measure.ts'
import { resultsMarkdown } from './resultsMarkdown.ts'

// What the built packages add to an app. Ends with 1 when one is over its budget; with --check nothing is written, and it
// ends with 1 too when the record says something else.

const record = new URL('RESULTS.md', import.meta.url)
const sizes = await measure()
for (const { name, size, sizeLimit } of sizes) console.log(`${name}: ${kilobytes(size)} of ${kilobytes(sizeLimit)}`)

const text = resultsMarkdown(sizes)
const isCheck = process.argv.includes('--check')
const isRecorded = existsSync(record) && readFileSync(record, 'utf8') === text
if (!isCheck) writeFileSync(record, text)
else if (!isRecorded)
  console.log('bench/sizes/RESULTS.md says something else. Run: pnpm size, then pnpm figures --write')

const over = sizes.filter(({ size, sizeLimit }) => size > sizeLimit)
for (const { name } of over) console.log(`Over its budget: ${name}`)
process.exitCode = over.length > 0 || (isCheck && !isRecorded) ? 1 : 0
