import { howToGetBrowsers } from '../scripts/browsers.ts'
import { type BrowserName, browserPaths } from './browsers.ts'
import { soakBrowser } from './soak/soakBrowser.ts'
import { tellFacts } from './soak/tellFacts.ts'

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
process.exitCode = tellFacts(found, await Promise.allSettled(soaks)) > 0 ? 1 : 0
