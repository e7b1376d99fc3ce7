import type { Lab, StartOptions } from '../lab.ts'
import type { Scenario } from '../scenario.ts'

/** A quarter of an hour, in milliseconds. */
const WRONG = 15 * 60_000
/** 8 h, in milliseconds. */
const NIGHT = 8 * 3_600_000

/** What wrong clocks do, and sleep. Times are in seconds. */
export const clocks: Scenario[] = [
  { name: 'Clock 15 min ahead: requests in 10 min', bar: [3], run: (lab) => ahead(lab) },
  { name: 'Clock 15 min behind: seconds expired in an hour', bar: [0], run: (lab) => behind(lab) },
  {
    name: 'Clock 15 min ahead, endpoint tells only `ttl`: requests in 10 min',
    bar: [3],
    run: (lab) => ahead(lab, { tells: 'ttl' }),
  },
  {
    name: 'Clock 15 min behind, endpoint tells only `ttl`: seconds expired in an hour',
    bar: [0],
    run: (lab) => behind(lab, { tells: 'ttl' }),
  },
  {
    name: 'Wake after 8 h of sleep in a call, no event: seconds expired',
    bar: [30],
    run: (lab) => wake(lab, { isInCall: true }),
  },
  { name: 'The same without a call: seconds expired', bar: [300], run: (lab) => wake(lab) },
  {
    name: 'Wake with visibilitychange and focus: seconds expired',
    bar: [1],
    async run(lab) {
      const { page } = lab.world
      const start = bedtime()
      lab.start()
      await lab.wait(start)
      page.setVisible(false)
      lab.world.sleep(NIGHT)
      page.setVisible(true)
      page.focus()
      return [(await lab.watch(3600)).expired]
    },
  },
]

async function ahead(lab: Lab, options: StartOptions = {}): Promise<number[]> {
  lab.world.setClockSkew(WRONG)
  lab.start(options)
  await lab.wait(600)
  return [lab.requestsSince(0)]
}

async function behind(lab: Lab, options: StartOptions = {}): Promise<number[]> {
  lab.world.setClockSkew(-WRONG)
  lab.start(options)
  return [(await lab.watch(3600)).expired]
}

async function wake(lab: Lab, options: StartOptions = {}): Promise<number[]> {
  const start = bedtime()
  lab.start(options)
  await lab.wait(start)
  lab.world.sleep(NIGHT)
  return [(await lab.watch(3600)).expired]
}

/** When the machine falls asleep: drawn, because it matters how long the timers that it freezes still had to go. */
function bedtime(): number {
  return 10 + 290 * Math.random()
}
