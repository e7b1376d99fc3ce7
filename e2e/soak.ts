import { howToGetBrowsers } from '../scripts/browsers.ts'
import { type BrowserName, browserPaths } from './browsers.ts'
import { recordFacts } from './soak/recordFacts.ts'
import { soakBrowser } from './soak/soakBrowser.ts'
import { tellFacts } from './soak/tellFacts.ts'

// One relayed call for ten minutes in each browser, both at once, with credentials of 20 s on a server that enforces
// them. Ends with 1 when something does not hold. Another number of minutes as argument: shown, but not written.

/** The one that RESULTS.md is made with. */
const MINUTES = 10

const minutes = Number(process.argv[2] ?? MINUTES)
if (!Number.isInteger(minutes) || minutes < 1) throw new Error('How many minutes? A whole number, 1 or more.')
const names = Object.keys(browserPaths) as BrowserName[]
const found = names.filter((name) => browserPaths[name])
for (const name of names) if (!found.includes(name)) console.log(`${name} is missing. ${howToGetBrowsers}`)
console.log(`${minutes} min in ${found.join(' and ')}, a line each minute.`)

const soaks = found.map((name) =>
  soakBrowser(name, { minutes, onMinute: (line) => console.log(`${name.padEnd(8)} ${line}`) }),
)
const outcomes = await Promise.allSettled(soaks)
const missed = tellFacts(found, outcomes)
if (missed === 0 && minutes === MINUTES && found.length === names.length) {
  const text = `# The soak: a relayed call for ${minutes} minutes

\`pnpm soak\` runs it again. One call in each browser, both at once, between two ends in one page, with credentials of 20 s on
a TURN server that ends every allocation with its credential; on two cores that other work shares.`
  recordFacts(found, outcomes, { file: new URL('soak/RESULTS.md', import.meta.url), command: 'pnpm soak', text })
}
process.exitCode = missed > 0 ? 1 : 0
