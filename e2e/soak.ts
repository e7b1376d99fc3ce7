import { howToGetBrowsers } from '../scripts/browsers.ts'
import { type BrowserName, browserPaths } from './browsers.ts'
import type { Fact } from './soak/judge.ts'
import { soakBrowser } from './soak/soakBrowser.ts'

// One relayed call for ten minutes in each browser, both at once, with credentials of 20 s on a server that enforces
// them. Ends with 1 when something does not hold. Another number of minutes as argument.

const minutes = Number(process.argv[2] ?? 10)
if (!Number.isInteger(minutes) || minutes < 1) throw new Error('How many minutes? A whole number, 1 or more.')
const names = Object.keys(browserPaths) as BrowserName[]
const found = names.filter((name) => browserPaths[name])
for (const name of names) if (!found.includes(name)) console.log(`${name} is missing. ${howToGetBrowsers}`)
console.log(`${minutes} min in ${found.join(' and ')}, a line each minute.`)

const soaks = found.map((name) =>
  soakBrowser(name, { minutes, onMinute: (line) => console.log(`${name.padEnd(8)} ${line}`) }),
)
const outcomes = await Promise.allSettled(soaks)

let missed = found.length > 0 ? 0 : 1
outcomes.forEach((outcome, index) => {
  console.log(`\n${found[index]}`)
  const facts: Fact[] =
    outcome.status === 'fulfilled' ? outcome.value : [{ text: `broke off: ${outcome.reason}`, isHeld: false }]
  for (const { text, isHeld } of facts) console.log(`  ${mark(isHeld)} ${text}`)
  missed += facts.filter(({ isHeld }) => isHeld === false).length
})
console.log(missed > 0 ? `\n${missed} do not hold.` : '\nAll of it holds.')
process.exitCode = missed > 0 ? 1 : 0

function mark(isHeld: boolean | undefined): string {
  if (isHeld === undefined) return '   -'
  return isHeld ? '  ok' : 'FAIL'
}
