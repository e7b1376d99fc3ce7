import { howToGetBrowsers } from '../scripts/browsers.ts'
import { type BrowserName, browserPaths } from './browsers.ts'
import { soakRelay } from './relaySoak/soakRelay.ts'
import { recordFacts } from './soak/recordFacts.ts'
import { tellFacts } from './soak/tellFacts.ts'

// A relayed call over UDP and one over TCP in each browser, all at once, for twelve minutes: past the lifetimes of
// permissions, channels and allocations. Ends with 1 when something does not hold. Another number of minutes as
// argument: shown, but not written.

/** The one that RESULTS.md is made with. */
const MINUTES = 12

const minutes = Number(process.argv[2] ?? MINUTES)
if (!Number.isInteger(minutes) || minutes < 1) throw new Error('How many minutes? A whole number, 1 or more.')
const names = Object.keys(browserPaths) as BrowserName[]
const found = names.filter((name) => browserPaths[name])
for (const name of names) if (!found.includes(name)) console.log(`${name} is missing. ${howToGetBrowsers}`)
console.log(`${minutes} min in ${found.join(' and ')}, a line each minute.`)

const soaks = found.map((name) =>
  soakRelay(name, { minutes, onMinute: (line) => console.log(`${name.padEnd(8)} ${line}`) }),
)
const outcomes = await Promise.allSettled(soaks)
const missed = tellFacts(found, outcomes)
if (missed === 0 && minutes === MINUTES && found.length === names.length) {
  const text = `# The relay's soak: calls that outlive every lifetime of TURN

\`pnpm soak:relay\` runs it again in ${minutes} minutes. In each browser a call over UDP and one over TCP, all at once, past the
lifetimes of permissions (5 minutes), channels and allocations (10 minutes); on two cores that other work shares.`
  recordFacts(found, outcomes, {
    file: new URL('relaySoak/RESULTS.md', import.meta.url),
    command: 'pnpm soak:relay',
    text,
  })
}
process.exitCode = missed > 0 ? 1 : 0
