import { type Client, million, plain, waiting } from '../clients.ts'
import { healthy } from '../endpoint.ts'
import type { Fleet } from '../fleet.ts'
import { count, type Row, type Table, times } from '../table.ts'

const MINUTE = 60_000
const CALM = 10 * MINUTE
/** How long the machines are offline, or asleep, in milliseconds. */
const AWAY = 15 * MINUTE
/** How long the peak is looked for, in milliseconds. */
const WATCHED = MINUTE

export function online(seed: number): Table {
  const connected = (fleet: Fleet, until: number) => fleet.run(until, healthy)
  const offline = (fleet: Fleet, until: number) => fleet.run(until, undefined)
  const asleep = (fleet: Fleet, until: number) => fleet.sleep(until)
  const offlineFirst = { ...waiting, name: 'freshice, after 15 min offline' }
  const asleepFirst = { ...waiting, name: 'freshice, after 15 min asleep' }
  return {
    title: '4. `online` reaches everybody in the same second',
    text: [
      'A spread fleet; the endpoint accepts all. Offline: who is due fails once, and waits; afterwards those whose credential',
      'lives come within 5 s, the lapsed ones at once. Asleep: no timer ran, nothing failed, and who is due asks at once.',
    ].join('\n'),
    columns: ['client', 'ask because of it', 'peak req/s', 'peak / usual mean', 'lapsed when it comes'],
    rows: [
      row(waiting, seed, connected),
      row(offlineFirst, seed, offline),
      row(asleepFirst, seed, asleep),
      row(plain, seed, connected),
    ],
  }
}

type Away = (fleet: Fleet, until: number) => void

function row(client: Client, seed: number, away: Away): Row {
  const fleet = million(client, seed)
  const back = CALM + AWAY
  fleet.spread()
  fleet.run(CALM, healthy)
  away(fleet, back)
  const lapsed = fleet.lapsed()
  const asking = fleet.online()
  fleet.run(back + WATCHED, healthy)
  const usual = fleet.requests.mean(0, CALM)
  const peak = fleet.requests.peak(back, back + WATCHED)
  return { cells: [client.name, count(asking), count(peak), times(peak, usual), count(lapsed)] }
}
