import { table } from '../calls/table.ts'
import { kilobytes, type Size } from './measure.ts'

/** The text of RESULTS.md. */
export function resultsMarkdown(sizes: Size[]): string {
  const rows = sizes.map(({ name, size, sizeLimit }) => [name, kilobytes(size), kilobytes(sizeLimit)])
  return `<!-- Written by \`pnpm size\`; the words stand in bench/sizes/resultsMarkdown.ts. -->

# Sizes: what an app loads

\`pnpm size\` builds the packages and measures them again. It fails when one is over its budget; \`pnpm test\` fails too
when this record is not what the code comes to.

${table(['imported', 'gzipped', 'budget'], rows, 1)}

- Bundled and minified by size-limit, then gzipped; 1 kB is 1000 bytes. Frameworks, SWR and VueUse do
  not count. What is imported, and the budgets, stand in \`.size-limit.json\`.
`
}
