import { howToGetBrowsers } from '../../scripts/browsers.ts'
import { type BrowserName, browserPaths } from '../browsers.ts'
import type { Fact } from './judge.ts'
import { type RecordFactsOptions, recordFacts } from './recordFacts.ts'
import { tellFacts } from './tellFacts.ts'

interface SoakOptions extends RecordFactsOptions {
  /** How long the soak is that RESULTS.md is made with. */
  minutes: number
  /** Soaks one browser. */
  soak(name: BrowserName, options: { minutes: number; onMinute: (line: string) => void }): Promise<Fact[]>
}

/**
 * Soaks every browser that is there, all at once, and records what held. The process ends with 1 when something does not.
 * Another number of minutes as its argument: shown, but not recorded.
 */
export async function runSoak({ minutes: whole, soak, ...record }: SoakOptions): Promise<void> {
  const minutes = Number(process.argv[2] ?? whole)
  if (!Number.isInteger(minutes) || minutes < 1) throw new Error('How many minutes? A whole number, 1 or more.')
  const names = Object.keys(browserPaths) as BrowserName[]
  const found = names.filter((name) => browserPaths[name])
  for (const name of names) if (!found.includes(name)) console.log(`${name} is missing. ${howToGetBrowsers}`)
  console.log(`${minutes} min in ${found.join(' and ')}, a line each minute.`)

  const soaks = found.map((name) =>
    soak(name, { minutes, onMinute: (line) => console.log(`${name.padEnd(8)} ${line}`) }),
  )
  const outcomes = await Promise.allSettled(soaks)
  const missed = tellFacts(found, outcomes)
  if (missed === 0 && minutes === whole && found.length === names.length) recordFacts(found, outcomes, record)
  process.exitCode = missed > 0 ? 1 : 0
}
