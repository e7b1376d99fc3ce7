import type { ContenderName } from './contenders.ts'
import type { Load, Measured } from './measure.ts'

export interface Results {
  load: Load
  /** What each contender did in each round, in order. */
  rounds: Record<ContenderName, Measured>[]
  /** Of the machine: what else ran beside it, and on what. */
  machine: { cores: number; loadBefore: number; node: string }
}

/** What the endpoint has to reach beside the bare handler's rate. */
export const bar = 0.5

const names: ContenderName[] = ['bare', 'coturn', 'coturn, each user once', 'cached Cloudflare']

/** How many answers a second a contender gives beside the bare handler, in the middle of all rounds. */
export function rateRatio(rounds: Results['rounds'], name: ContenderName): number {
  return median(rounds.map((round) => round[name].rate / round.bare.rate))
}

/** The text of RESULTS.md. */
export function resultsMarkdown({ load, rounds, machine }: Results): string {
  const rows = names.map((name) => {
    const of = (key: keyof Measured) => rounds.map((round) => round[name][key])
    const cpu = median(rounds.map((round) => round[name].cpu / round.bare.cpu))
    const errors = of('errors').reduce((sum, count) => sum + count, 0)
    const cells = [
      rateRatio(rounds, name).toFixed(2),
      name === 'bare' ? '' : rateRatio(rounds, name) >= bar ? 'yes' : 'no',
      rounds.map((round) => (round[name].rate / round.bare.rate).toFixed(2)).join(', '),
      Math.round(median(of('rate'))).toLocaleString('en'),
      cpu.toFixed(2),
      Math.round(median(of('cpu'))),
      Math.round(median(of('p99'))),
      errors,
    ]
    return `| ${name} | ${cells.join(' | ')} |`
  })
  return `<!-- Written by \`pnpm throughput\`; the words stand in bench/server/resultsMarkdown.ts. -->

# The endpoint under load

What a credential endpoint costs beside a handler that returns a constant and looks at nothing. Each in a process of its
own, served by @hono/node-server on Node ${machine.node}, asked by autocannon on the same machine over ${load.connections} connections of
${load.users} users: ${load.requests.toLocaleString('en')} requests each, after a warm-up, ${rounds.length} rounds one after the other, all in one run.

| handler | requests/s, to bare | at least ${bar} | in each round | requests/s | CPU time, to bare | µs of CPU each | p99, ms | errors |
| --- | ---: | --- | --- | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}

- **bare**: \`async () => new Response(constant)\`.
- **coturn**: \`createIceHandler\` with \`coturn()\`. A user's answers within one second are the same, and are signed once.
- **coturn, each user once**: the same, but no user comes twice: each is hashed and signed with Web Crypto, which hands either
  to another thread of Node. No endpoint sees this for longer than a moment; it is the worst there is.
- **cached Cloudflare**: \`createIceHandler\` with \`cloudflareTurn()\` and \`reuse\` in memory.
- To bare: the median of the rounds, each beside the bare handler of its own round. The CPU time is the server's alone, of
  all its threads; it depends less on what else runs on the machine.
- The machine: ${machine.cores} cores, shared with the sender of the requests and with others; load average before the run ${machine.loadBefore.toFixed(1)}.
  Absolute figures are of this machine and moment.
`
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
