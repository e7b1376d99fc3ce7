import { attemptTimeout } from '../../../packages/core/src/schedule/retryDelay.ts'
import { type Client, inCall, LIFETIME, plain, waiting } from '../clients.ts'
import { down, hanging } from '../endpoint.ts'
import { count, type Row, type Table, times } from '../table.ts'
import { CAPACITY, type OutageOptions, surviveOutage } from './surviveOutage.ts'

const MINUTE = 60_000
/** The most that the peak may be of the usual mean. */
const BAR = 16

const COLUMNS = [
  'client',
  'mean req/s before',
  'mean during',
  'peak during',
  'peak after',
  'peak / mean before',
  'lapsed',
  '99 % settled after',
  'all settled after',
]

/** Shorter than the life that every client keeps for it. */
export function shortOutage(seed: number): Table {
  const options = { seed, length: 10 * MINUTE, outage: down }
  const timeouts: Client = { ...waiting, name: 'freshice, requests time out' }
  return {
    title: '2. Down for 10 min',
    text: [
      'A spread fleet. Requests are refused at once; in one row they hang until the client gives up, for which no number is',
      `set (and 16 x would not hold). Afterwards ${count(CAPACITY)} per second are accepted, and the others get a 503 without`,
      'Retry-After. Settled: of those who were failing at the end of the outage, so many have succeeded.',
    ].join('\n'),
    columns: COLUMNS,
    rows: [
      row(waiting, options, true),
      row(inCall, options, true),
      row(timeouts, { ...options, outage: hanging(attemptTimeout(LIFETIME)) }),
      row(plain, options),
    ],
  }
}

/** Longer than any client can bridge. */
export function longOutage(seed: number): Table {
  const options = { seed, length: 45 * MINUTE, outage: down }
  const fewer: Client = { ...plain, name: 'plain (a tenth of the fleet, times ten)', weight: 10 }
  return {
    title: '3. Down for 45 min',
    text: [
      'The same for longer than the 12 to 24 min of life that are kept for it: lapses are unavoidable. Once its credential',
      'has lapsed, a client asks every 31 s in the mean, as somebody waits.',
    ].join('\n'),
    columns: COLUMNS,
    rows: [row(waiting, options), row(inCall, options), row(fewer, options)],
  }
}

function row(client: Client, options: OutageOptions, hasBar = false): Row {
  const { usual, during, peakDuring, peakAfter, lapsed, mostSettled, allSettled } = surviveOutage(client, options)
  const peak = Math.max(peakDuring, peakAfter)
  const cells = [
    client.name,
    ...[usual, during, peakDuring, peakAfter].map(count),
    times(peak, usual),
    count(lapsed),
    seconds(mostSettled),
    seconds(allSettled),
  ]
  if (!hasBar) return { cells }
  const text = `nobody lapses, peak at most ${BAR} x mean`
  return { cells, bar: { text, isHeld: lapsed === 0 && allSettled < Infinity && peak <= BAR * usual } }
}

function seconds(time: number): string {
  return time < Infinity ? `${time / 1000} s` : 'never'
}
