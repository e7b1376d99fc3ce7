import type { BrowserName } from '../../e2e/browsers.ts'
import { median, table } from '../calls/table.ts'
import type { WayName } from './page/coldstart.ts'
import type { Visit } from './visit.ts'

export const WAYS: WayName[] = ['cold', 'prefetched', 'prefetched, pool']

/** The visits of one browser, by way and round. */
export interface Measured {
  browser: BrowserName
  /** The first number of it. */
  version: string
  visits: Record<WayName, Visit[]>
}

export function coldstartTable(measured: Measured[]): string {
  const rows = measured.flatMap(({ browser, visits }) =>
    WAYS.map((way) => {
      const of = (figure: (visit: Visit) => number) => visits[way].map(figure)
      const times = of(({ time }) => time)
      const asked = of(({ requests, requestsBefore }) => requests - requestsBefore)
      const allocations = of(({ allocationsBefore }) => allocationsBefore)
      const speed = [range(times, { unit: ' ms' }), range(ratios(visits, way), { digits: 2 })]
      const pool = String(visits[way][0]?.pool ?? 'not there')
      return [browser, way, ...speed, range(asked), range(allocations), pool]
    }),
  )
  const counts = ['requests from the click on', 'allocations before it', '`iceCandidatePoolSize`']
  return table(['browser', 'way', 'click to first packet', 'to cold', ...counts], rows, 2)
}

/** What must not be, in words. */
export function faultsOf({ browser, visits }: Measured): string[] {
  const ratio = median(ratios(visits, 'prefetched'))
  const slow = ratio < 1 ? [] : [`${browser}: prefetched took ${ratio.toFixed(2)} times as long as cold.`]
  const faults = WAYS.flatMap((way) =>
    visits[way].flatMap(({ requests, requestsBefore, isRelayed, errors }) =>
      [
        ...errors,
        ...(isRelayed ? [] : ['the call was not relayed.']),
        ...(requests === 1 ? [] : [`${requests} requests, not one.`]),
        ...(requestsBefore === (way === 'cold' ? 0 : 1) ? [] : [`${requestsBefore} requests before the click.`]),
      ].map((fault) => `${browser}, ${way}: ${fault}`),
    ),
  )
  return [...slow, ...faults]
}

/** How many times as long as cold in the same round. */
function ratios(visits: Measured['visits'], way: WayName): number[] {
  return visits[way].map(({ time }, round) => time / (visits.cold[round]?.time ?? Number.NaN))
}

/** The median, with the least and the most where they differ. */
function range(values: number[], { digits = 0, unit = '' } = {}): string {
  const written = [median(values), Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits))
  const [middle, least, most] = written
  return least === most ? `${middle}${unit}` : `**${middle}**${unit} (${least}–${most})`
}
