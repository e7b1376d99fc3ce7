import { type Look, sentMessages } from './memory.ts'
import { type ServerName, watched } from './throughput.ts'

export interface Results {
  /** Megabytes a second, in the order of the runs. */
  runs: Record<ServerName, number[]>
  medians: Record<ServerName, number>
  ratio: number
  looks: Look[]
  relayed: number
  growth: number
}

export function resultsMarkdown({ runs, medians, ratio, looks, relayed, growth }: Results): string {
  const row = (name: ServerName) =>
    `| ${name} | ${runs[name].map((rate) => rate.toFixed(2)).join(' | ')} | ${medians[name].toFixed(2)} |`
  return `# The emulator's relay

Made by \`pnpm relay\`. Figures of one machine with two cores, which browser, server and bench share: compare them with
each other, not with those of other machines.

## Throughput

One reliable data channel between two peers in a page of Chromium, each behind a relay of the same server over UDP, for
${watched / 1000} s after a second of warming up. The servers take turns. Megabytes (10^6 bytes) a second:

| server | ${runs.emulator.map((_, index) => index + 1).join(' | ')} | median |
| --- | ${runs.emulator.map(() => '--- | ').join('')}--- |
${row('emulator')}
${row('coturn')}

The emulator's median is **${ratio.toFixed(2)}** of coturn's.

## Memory

200 clients of coturn's \`turnutils_uclient\`, each with a message of 100 bytes every 100 ms, and what the process of the
emulator held meanwhile (the bench runs in it too). ${relayed} of the ${sentMessages} messages were relayed: the others
were lost on the way, in the buffers of one side or the other.

| after | allocations | resident | heap |
| --- | --- | --- | --- |
${looks.map((look) => `| ${look.at} s | ${look.allocations} | ${look.resident.toFixed(0)} MB | ${look.heap.toFixed(0)} MB |`).join('\n')}

The resident memory of the last five looks is ${growth.toFixed(2)} of that of the third to seventh.
`
}
