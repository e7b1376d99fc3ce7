import type { Scenario } from '../scenario.ts'

/** What happens to every page, with a server that works. Times are in seconds. */
export const everyday: Scenario[] = [
  {
    name: '1 h healthy: requests',
    bar: [10],
    async run(lab) {
      lab.start()
      await lab.wait(3600)
      return [lab.requestsSince(0)]
    },
  },
  {
    name: '10 consumers: requests in 60 s',
    bar: [1],
    async run(lab) {
      lab.start({ consumers: 10 })
      await lab.wait(60)
      return [lab.requestsSince(0)]
    },
  },
  {
    name: 'No expiry (STUN only): requests in 20 s',
    bar: [1],
    async run(lab) {
      lab.start({ tells: 'never' })
      await lab.wait(20)
      return [lab.requestsSince(0)]
    },
  },
  {
    name: 'Unmount mid-fetch: aborted / timers left',
    bar: [0, 0],
    write: ([isRunning, timers]) => `${isRunning ? 'n' : 'Y'} / ${timers}`,
    async run(lab) {
      lab.start({ isHanging: true })
      await lab.wait(1)
      lab.unmount()
      // Longer than the 5 s that freshice lingers, and than the 5 min that TanStack Query keeps what nobody uses.
      await lab.wait(400)
      return [lab.requestsSince(0) - lab.server.aborted(), lab.world.timers()]
    },
  },
]
