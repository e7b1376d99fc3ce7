import { type Client, million, plain, waiting } from '../clients.ts'
import { healthy } from '../endpoint.ts'
import { count, type Row, type Table, times } from '../table.ts'

const HOUR = 3_600_000
/** Within which the event begins for all, in milliseconds. */
const START = 30_000
const END = 8 * HOUR
/** The most that the peak may be of the mean. */
const BAR = 5

export function synchronisedStart(seed: number): Table {
  return {
    title: '1. Everybody starts within 30 s',
    text: 'An event begins, nothing fails, 8 h. Without the first 30 s, which no client can change.',
    columns: ['client', 'mean req/s', 'peak req/s', 'peak / mean', 'peak from hour 4 on'],
    rows: [run(waiting, seed, true), run(plain, seed, false)],
  }
}

function run(client: Client, seed: number, hasBar: boolean): Row {
  const fleet = million(client, seed)
  fleet.join(START)
  fleet.run(END, healthy)
  const mean = fleet.requests.mean(START, END)
  const peak = fleet.requests.peak(START, END)
  const cells = [client.name, count(mean), count(peak), times(peak, mean), count(fleet.requests.peak(4 * HOUR, END))]
  return hasBar ? { cells, bar: { text: `peak at most ${BAR} x mean`, isHeld: peak <= BAR * mean } } : { cells }
}
