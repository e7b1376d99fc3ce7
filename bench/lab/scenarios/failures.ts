import type { Lab, StartOptions } from '../lab.ts'
import type { Scenario } from '../scenario.ts'
import { LATENCY } from '../scriptedServer.ts'

const MINUTE = 60
const HOUR = 3600

/** What a server that fails does, or a network that is gone. Times are in seconds. */
export const failures: Scenario[] = [
  {
    name: 'Hidden tab in a call, one HTTP 500: seconds of expired credential in the next hour',
    bar: [0],
    async run(lab) {
      lab.start({ isInCall: true, status: failingOnce(lab) })
      await hide(lab)
      return [(await lab.watch(HOUR)).expired]
    },
  },
  {
    name: 'Hidden tab in a call, outage of 260 s that the old one outlives: seconds expired / missing',
    bar: [0, 0],
    async run(lab) {
      lab.start({ isInCall: true, status: (time) => (time >= 300 && time < 560 ? 500 : 200) })
      await hide(lab)
      const { expired, missing } = await lab.watch(HOUR)
      return [expired, missing]
    },
  },
  {
    name: 'Outage of 30 min: requests during it / seconds to recover',
    bar: [90, 61],
    async run(lab) {
      // Drawn, so that it ends at any point between two tries.
      const start = 300 + MINUTE * Math.random()
      const end = start + 30 * MINUTE
      lab.start({ status: (time) => (time >= start && time < end ? 500 : 200) })
      await lab.wait(end)
      const requests = lab.requestsSince(start)
      return [requests, await lab.untilLive()]
    },
  },
  {
    name: 'Valid servers kept after a failed refresh',
    bar: [0],
    write: ([isLost]) => (isLost ? 'n' : 'Y'),
    async run(lab) {
      lab.start({ status: failingOnce(lab) })
      const { missing } = await lab.watch(1000)
      return [missing > 0 ? 1 : 0]
    },
  },
  { name: 'Permanent 401: requests in 30 min', bar: [2], run: (lab) => unauthorized(lab) },
  {
    name: 'Permanent 401 in a call: requests in 30 min',
    run: (lab) => unauthorized(lab, { isInCall: true }),
  },
  {
    name: '429 with Retry-After 120: requests in the window after the first',
    bar: [0],
    async run(lab) {
      lab.start({ status: (time) => (time >= MINUTE ? 429 : 200), retryAfter: 120 })
      while (lab.requestsSince(MINUTE) === 0) await lab.wait(1)
      await lab.wait(125)
      const first = lab.server.requests.find((at) => at >= MINUTE) ?? 0
      const end = first + LATENCY / 1000 + 120
      return [lab.server.requests.filter((at) => at > first && at < end).length]
    },
  },
  {
    name: 'Offline for 15 min: requests meanwhile / seconds to recover',
    bar: [2, 5],
    async run(lab) {
      const start = 100 + MINUTE * Math.random()
      lab.start()
      await lab.wait(start)
      lab.world.page.setOnline(false)
      await lab.wait(15 * MINUTE)
      const requests = lab.requestsSince(start)
      lab.world.page.setOnline(true)
      return [requests, await lab.untilLive()]
    },
  },
]

async function hide(lab: Lab) {
  await lab.wait(MINUTE)
  lab.world.page.setVisible(false)
}

/** The first request after the first minute fails. */
function failingOnce(lab: Lab): () => number {
  return () => (lab.requestsSince(MINUTE) === 1 ? 500 : 200)
}

/** The session ends after the first minute. */
async function unauthorized(lab: Lab, options: StartOptions = {}): Promise<number[]> {
  lab.start({ ...options, status: (time) => (time >= MINUTE ? 401 : 200) })
  await lab.wait(31 * MINUTE)
  return [lab.requestsSince(MINUTE)]
}
