import { writeFileSync } from 'node:fs'
import { type BrowserName, browserPaths, launchBrowser } from '../../e2e/browsers.ts'
import { bundlePage } from '../../e2e/soak/bundlePage.ts'
import { startHouse } from '../../e2e/startHouse.ts'
import { howToGetBrowsers } from '../../scripts/browsers.ts'
import { coldstartTable, faultsOf, type Measured, WAYS } from './figures.ts'
import { resultsMarkdown } from './resultsMarkdown.ts'
import { startFarWay } from './startFarWay.ts'
import { visit } from './visit.ts'

// From a click to the first relayed packet, with servers fetched at the click and before it, in two browsers. Another number
// of rounds as argument: shown, but not written. Ends with 1 when prefetching brings nothing, or costs a second request.

/** The one that RESULTS.md is made with. */
const ROUNDS = 15
/** How long the endpoint takes, and each packet to or from the TURN server, in milliseconds. */
const ENDPOINT = 150
const RELAY = 20

const rounds = Number(process.argv[2] ?? ROUNDS)
if (!(rounds >= 1)) throw new Error('How many rounds? At least 1.')
const browsers = Object.keys(browserPaths) as BrowserName[]
const missing = browsers.filter((browser) => !browserPaths[browser])
if (missing.length > 0) throw new Error(`${missing.join(' and ')} missing. ${howToGetBrowsers}`)

const script = await bundlePage(new URL('page/coldstart.ts', import.meta.url))
const measured: Measured[] = []
for (const browser of browsers) measured.push(await measure(browser))

const table = coldstartTable(measured)
console.log(`\n${table}`)
const faults = measured.flatMap(faultsOf)
for (const fault of faults) console.log(`\n${fault}`)
if (rounds === ROUNDS && faults.length === 0) {
  const versions = measured.map(({ browser, version }) => `${browser} ${version}`).join(' and ')
  const markdown = resultsMarkdown(table, { versions, rounds, endpoint: ENDPOINT, relay: RELAY })
  writeFileSync(new URL('RESULTS.md', import.meta.url), markdown)
}
process.exitCode = faults.length > 0 ? 1 : 0

async function measure(name: BrowserName): Promise<Measured> {
  const house = await startHouse({ ttl: 600 })
  house.emulator.faults.api = { delay: ENDPOINT }
  const allocated: string[] = []
  house.emulator.events.addEventListener('allocated', ({ detail }) => allocated.push(detail.username))
  const far = await startFarWay(house.emulator.turnUrl, RELAY)
  const browser = await launchBrowser(name)
  try {
    const [version = ''] = (await browser.version()).match(/\d+/) ?? []
    const visits: Measured['visits'] = { cold: [], prefetched: [], 'prefetched, pool': [] }
    const options = { url: `${house.url}call`, script, turnUrl: far.turnUrl, allocated }
    // What the browser does once, such as reading its own code from disk, is nobody's.
    await visit(browser, { ...options, way: 'cold' })
    for (let round = 0; round < rounds; round += 1) {
      process.stderr.write(`${name}, round ${round + 1} of ${rounds}\n`)
      // Everybody in turn is the first, so that what the machine does meanwhile meets all of them.
      for (let turn = 0; turn < WAYS.length; turn += 1) {
        const way = WAYS[(turn + round) % WAYS.length] ?? 'cold'
        visits[way].push(await visit(browser, { ...options, way }))
      }
    }
    return { browser: name, version, visits }
  } finally {
    await browser.close()
    far.close()
    await house.close()
  }
}
