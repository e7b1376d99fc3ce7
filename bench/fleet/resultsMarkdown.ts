import { type Table, tableMarkdown } from './table.ts'

/** The text of RESULTS.md. The same seed makes the same text. */
export function resultsMarkdown(tables: Table[], seed: number): string {
  return `<!-- Written by \`pnpm fleet\`; the words stand in bench/fleet/resultsMarkdown.ts. -->

# The fleet: a million clients, credentials of one hour

\`pnpm fleet\` runs it again in a minute or two, \`pnpm fleet 7\` with another seed (this is seed ${seed}). It fails when a
number to hold is missed.

**Modelled:** 1,000,000 clients that all want servers, credentials of 3,600 s, one event queue with a resolution of a
millisecond, requests counted per second of simulated time. When to refresh, when to try again and how long to wait
offline is asked of the real functions in \`packages/core/src/schedule\`.

**Copied:** the rule for \`online\`, a few lines of \`packages/core/src/createIceClient.ts\`.

**Not modelled:** the latency of an answer, clocks that jump, timers that a hidden page gets late, clients that come and
go, calls to \`getIceServers()\`, ICE restarts. Every client is there all the time and asks until it succeeds, which is
the worst case: a hidden page without a call would not ask at all.

**plain** is what one would write in an hour, in the same simulation: refresh at 80 % of the life, after a failure every
5 s, after Retry-After to the point, and everybody on \`online\`.

${tables.map(tableMarkdown).join('\n')}`
}
