import { type Client, million } from '../clients.ts'
import { type Endpoint, healthy, limited } from '../endpoint.ts'

const MINUTE = 60_000
/** How long all is well before, in milliseconds; it gives the usual mean. */
const CALM = 10 * MINUTE
/** How long the fleet is watched afterwards, in milliseconds: one more refresh of everybody. */
const AFTER = 60 * MINUTE
/** What the endpoint accepts afterwards, in requests per second. */
export const CAPACITY = 2000

export interface OutageOptions {
  seed: number
  /** In milliseconds. */
  length: number
  /** What requests meet meanwhile. */
  outage: Endpoint
}

/** Requests per second, clients, and milliseconds from the end of the outage. */
export interface Survival {
  /** The mean before the outage. */
  usual: number
  /** The mean during it. */
  during: number
  peakDuring: number
  peakAfter: number
  /** How many were without a living credential. */
  lapsed: number
  /** When 99 % of those who were failing at the end had succeeded; Infinity = not within an hour. */
  mostSettled: number
  /** When nobody was failing. */
  allSettled: number
}

/** Lets a spread fleet go through an outage, to an endpoint that has a limit afterwards. */
export function surviveOutage(client: Client, { seed, length, outage }: OutageOptions): Survival {
  const { weight = 1 } = client
  const fleet = million(client, seed)
  const { requests } = fleet
  const back = CALM + length
  const end = back + AFTER
  fleet.spread()
  fleet.run(CALM, healthy)
  fleet.run(back, outage)

  const endpoint = limited(CAPACITY / weight)
  const few = fleet.failing() / 100
  let mostSettled = Infinity
  let allSettled = Infinity
  for (let time = back + 1000; time <= end; time += 1000) {
    fleet.run(time, endpoint)
    if (fleet.failing() <= few) mostSettled = Math.min(mostSettled, time - back)
    if (fleet.failing() === 0) allSettled = Math.min(allSettled, time - back)
  }

  return {
    usual: weight * requests.mean(0, CALM),
    during: weight * requests.mean(CALM, back),
    peakDuring: weight * requests.peak(CALM, back),
    peakAfter: weight * requests.peak(back, end),
    lapsed: weight * fleet.lapsed(),
    mostSettled,
    allSettled,
  }
}
