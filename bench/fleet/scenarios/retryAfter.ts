import { type Client, million, plain, waiting } from '../clients.ts'
import { closedUntil, healthy, overloaded } from '../endpoint.ts'
import { count, type Table } from '../table.ts'

const MINUTE = 60_000
/** How long the fleet is watched, in milliseconds: Retry-After and what is added to it. */
const WATCHED = 5 * MINUTE

export function retryAfter(seed: number): Table {
  return {
    title: '5. Retry-After',
    text: [
      'A 503 with Retry-After for everybody, afterwards all are accepted. Same second: all ask for the first time at once and',
      'are told 120 s. Date: a spread fleet is told the end of 10 min of maintenance. The peak is that of the return.',
    ].join('\n'),
    columns: ['client', 'peak req/s, same second', 'peak req/s, date'],
    rows: [waiting, plain].map((client) => ({
      cells: [client.name, count(sameSecond(client, seed)), count(date(client, seed))],
    })),
  }
}

/** Everybody asks for the first time in the same second. */
function sameSecond(client: Client, seed: number): number {
  const fleet = million(client, seed)
  fleet.join(1000)
  fleet.run(1000, overloaded(2 * MINUTE))
  fleet.run(WATCHED, healthy)
  return fleet.requests.peak(1000, WATCHED)
}

/** A spread fleet is told the end of the maintenance for 10 min. */
function date(client: Client, seed: number): number {
  const fleet = million(client, seed)
  const end = 10 * MINUTE
  fleet.spread()
  fleet.run(end, closedUntil(end))
  fleet.run(end + WATCHED, healthy)
  return fleet.requests.peak(end, end + WATCHED)
}
