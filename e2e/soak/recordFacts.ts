import { writeFileSync } from 'node:fs'
import type { BrowserName } from '../browsers.ts'
import type { Fact } from './judge.ts'

export interface RecordFactsOptions {
  /** The RESULTS.md to write. */
  file: URL
  /** The command that makes it. */
  command: string
  /** What was soaked, in Markdown. */
  text: string
}

/** Writes what was seen in each browser; only of a soak in which all of it held. */
export function recordFacts(
  names: readonly BrowserName[],
  outcomes: PromiseSettledResult<Fact[]>[],
  { file, command, text }: RecordFactsOptions,
): void {
  const sections = outcomes.map((outcome, index) => {
    const facts = outcome.status === 'fulfilled' ? outcome.value : []
    return [`## ${names[index]}`, '', ...facts.map(({ text }) => `- ${text}`)].join('\n')
  })
  writeFileSync(
    file,
    `<!-- Written by \`${command}\`, when all of it holds. -->\n\n${text}\n\n${sections.join('\n\n')}\n`,
  )
}
