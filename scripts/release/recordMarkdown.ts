import type { ConsumerResult } from './harness/runConsumer.ts'
import type { StepResult } from './step.ts'

export interface ReleaseRecord {
  /** What all of it ran on: names and versions. */
  versions: string[]
  steps: StepResult[]
  consumers: ConsumerResult[]
}

/** The text of RECORD.md. */
export function recordMarkdown({ versions, steps, consumers }: ReleaseRecord, date: Date): string {
  const rows = steps.map((step) => `| ${step.name} | ${seconds(step)} | ${outcome([step])} |`)
  const consumerRows = consumers.map(({ name, tools, steps }) => {
    const [install, build, drive, dev] = steps.map(seconds)
    return `| ${name} | ${tools} | ${[install, build, drive, dev].map((cell) => cell ?? '').join(' | ')} | ${outcome(steps)} |`
  })
  return `<!-- Written by \`pnpm release:check\`; the words stand in scripts/release/recordMarkdown.ts. -->

# What \`pnpm release:check\` saw last

${date.toISOString().slice(0, 10)}, ${versions.join(', ')}.

## The packages

| step | seconds | result |
| --- | ---: | --- |
${rows.join('\n')}

## Projects that install them

Each is copied out of the repository, installs the tarballs with npm, builds with its own tools, and runs. Its page is opened
in Chromium: two connections call each other over a relay whose credentials live 12 s, and the call has to move to
a second one and go on, without being disconnected for a moment. With the emulator, which is all but *node*'s coturn, nothing may be left
at the TURN server of the first one. A warning or an error on the page's console fails it. Pages that are
rendered on a server must come with servers, without a secret, and not be stored; endpoints must answer what every browser
takes, without a secret. *dev* is the same with the dev server.

| project | with | install | build | drive | dev | result |
| --- | --- | ---: | ---: | ---: | ---: | --- |
${consumerRows.join('\n')}

Seconds are those of two cores that other work shares, with npm's cache as it was.
`
}

const seconds = ({ seconds }: StepResult) => seconds.toFixed(1)

function outcome(steps: StepResult[]): string {
  const failed = steps.find(({ fault }) => fault !== undefined)
  if (!failed) return 'passed'
  // Without the folders of whoever ran it.
  const [why = ''] = (failed.fault ?? '').replaceAll(/\/\S*\//g, '').split('\n')
  return `**failed** at ${failed.name}: ${why.replaceAll('|', '\\|')}`
}
