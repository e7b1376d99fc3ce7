import { lifeLeft } from '../../packages/core/src/schedule/lifetime.ts'
import type { Endpoint } from './endpoint.ts'
import { createRequestCounter, type RequestCounter } from './requestCounter.ts'
import type { Rule } from './rule.ts'
import { createTimeWheel } from './timeWheel.ts'

/** Long ago, in milliseconds: the start of a credential that nobody got. */
const NEVER = -(2 ** 31)

export interface FleetOptions {
  /** How many clients. */
  size: number
  rule: Rule
  /** The life of each credential, in milliseconds. */
  lifetime: number
  /** Whether every client has a call that has to move to the next credential. */
  isMoving?: boolean
  random: () => number
}

/** Many clients that all want servers, and one clock, in milliseconds from 0. */
export interface Fleet {
  requests: RequestCounter
  /** Lets everybody ask for the first time within so many milliseconds. */
  join(within: number): void
  /** Gives everybody a credential somewhere in its life, as after hours of quiet. */
  spread(): void
  /** Runs up to a time; undefined as endpoint: the machines are offline. */
  run(until: number, endpoint: Endpoint | undefined): void
  /** Lets the clock run up to a time, but no timer. */
  sleep(until: number): void
  /** Tells everybody at once; returns how many ask because of it. */
  online(): number
  /** How many clients have failed since their last success. */
  failing(): number
  /** How many clients were without a living credential between two, or are now. */
  lapsed(): number
}

export function createFleet({ size, rule, lifetime, isMoving = false, random }: FleetOptions): Fleet {
  const requests = createRequestCounter()
  const wheel = createTimeWheel(size)
  // Small, so that they stay in the cache: that is what the run time depends on.
  /** When the request for the credential in hand started, in milliseconds. */
  const startedAt = new Int32Array(size).fill(NEVER)
  const failures = new Uint16Array(size)
  /** When the next request comes, or would come if the machine were online. */
  const nextAt = new Int32Array(size)
  let now = 0
  let failing = 0
  let lapsed = 0
  let endpoint: Endpoint | undefined

  /** Timers take whole milliseconds; the client rounds up too. */
  function schedule(client: number, time: number, offlineUntil = time) {
    nextAt[client] = Math.ceil(time)
    if (offlineUntil < Infinity) wheel.add(client, Math.ceil(offlineUntil))
  }

  function lifeOf(client: number, time: number): number {
    const start = startedAt[client] as number
    return lifeLeft({ start: { wall: start, monotonic: start }, lifetime }, { wall: time, monotonic: time })
  }

  function hasLapsed(client: number, time: number): boolean {
    return startedAt[client] !== NEVER && lifeOf(client, time) === 0
  }

  function ask(client: number, time: number) {
    if (!endpoint) return fail(client, time, undefined, 0)
    requests.count(time)
    const { isAccepted, status, retryAfter, duration } = endpoint(time)
    if (!isAccepted) return fail(client, time + duration, status, retryAfter)
    if (hasLapsed(client, time)) lapsed += 1
    if (failures[client]) failing -= 1
    failures[client] = 0
    startedAt[client] = time
    schedule(client, time + rule.refreshAge(lifetime, random()))
  }

  function fail(client: number, at: number, status: number | undefined, retryAfter: number) {
    if (!failures[client]) failing += 1
    const count = (failures[client] as number) + 1
    failures[client] = count
    const left = lifeOf(client, at)
    const context = { status, retryAfter, failures: count, lifeLeft: left, lifetime, isMoving, random: random() }
    const delay = rule.retryDelay(context)
    if (endpoint) return schedule(client, at + delay)
    schedule(client, at + delay, at + Math.max(delay, rule.offlineWait(left, left)))
  }

  /** How long the client waits after `online`, in milliseconds; Infinity = it has nothing to do. */
  function onlineDelay(client: number): number {
    const isFailing = failures[client] !== 0
    const isDue = isFailing || (nextAt[client] as number) < now
    return rule.onlineDelay({ isFailing, isDue, lifeLeft: lifeOf(client, now), random: random() })
  }

  return {
    requests,
    join(within) {
      for (let client = 0; client < size; client += 1) schedule(client, random() * within)
    },
    spread() {
      for (let client = 0; client < size; client += 1) {
        // Who waits longer between two refreshes is met more often.
        let age = rule.refreshAge(lifetime, random())
        while (random() * lifetime > age) age = rule.refreshAge(lifetime, random())
        const start = -Math.floor(random() * age)
        startedAt[client] = start
        schedule(client, Math.max(0, start + age))
      }
    },
    run(until, given) {
      endpoint = given
      for (; now < until; now += 1) wheel.drain(now, ask)
    },
    sleep(until) {
      now = until
    },
    online() {
      let asking = 0
      wheel.clear()
      for (let client = 0; client < size; client += 1) {
        const delay = onlineDelay(client)
        if (delay < Infinity) asking += 1
        // What was to come sooner stays where it is.
        const planned = nextAt[client] as number
        schedule(client, planned >= now ? Math.min(planned, now + delay) : now + delay)
      }
      return asking
    },
    failing: () => failing,
    lapsed() {
      let open = 0
      for (let client = 0; client < size; client += 1) if (hasLapsed(client, now)) open += 1
      return lapsed + open
    },
  }
}
