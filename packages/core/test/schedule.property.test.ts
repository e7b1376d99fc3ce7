import fc from 'fast-check'
import { expect, test } from 'vitest'
import { elapsed, lifeLeft } from '../src/schedule/lifetime.ts'
import { offlineWait } from '../src/schedule/offlineWait.ts'
import { refreshAge, refreshGap } from '../src/schedule/refreshTime.ts'
import { attemptTimeout, retryDelay, retryKind } from '../src/schedule/retryDelay.ts'

const DAY = 86_400_000
const clock = fc.integer({ min: -10 * DAY, max: 10 * DAY })
const moment = fc.record({ wall: clock, monotonic: fc.nat({ max: 10 * DAY }) })
const lifetime = fc.integer({ min: 1, max: 60 * DAY })
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const failing = fc.record({
  status: fc.option(fc.integer({ min: 100, max: 599 }), { nil: undefined }),
  retryAfter: fc.nat({ max: 3_600_000 }),
  failures: fc.integer({ min: 1, max: 2000 }),
  lifeLeft: fc.nat({ max: 2 * DAY }),
  lifetime,
  isMoving: fc.boolean(),
  random,
})

const property = <T>(name: string, arbitrary: fc.Arbitrary<T>, holds: (value: T) => void) =>
  test(name, () => fc.assert(fc.property(arbitrary, holds), { numRuns: 2000 }))

property('life is never longer than either clock says, nor negative', fc.tuple(moment, moment, lifetime), (given) => {
  const [start, now, lifetime] = given
  const left = lifeLeft({ start, lifetime }, now)
  expect(left).toBeGreaterThanOrEqual(0)
  expect(left).toBeLessThanOrEqual(Math.max(0, lifetime - (now.wall - start.wall)))
  expect(left).toBeLessThanOrEqual(Math.max(0, lifetime - (now.monotonic - start.monotonic)))
})

property('a wall clock set to any time only ends a life earlier', fc.tuple(moment, fc.nat(), clock), (given) => {
  const [start, passed, jump] = given
  const honest = { wall: start.wall + passed, monotonic: start.monotonic + passed }
  expect(elapsed(start, { ...honest, wall: honest.wall + jump })).toBeGreaterThanOrEqual(elapsed(start, honest))
})

property(
  'a refresh comes in the last quarter before its latest time, and leaves life',
  fc.tuple(lifetime, random),
  (given) => {
    const [lifetime, random] = given
    const age = refreshAge(lifetime, random)
    expect(age).toBeGreaterThanOrEqual(refreshGap(lifetime))
    expect(age).toBeLessThanOrEqual(Math.max(DAY, refreshGap(lifetime)))
    // Below 10 s the floor between two requests goes before the life that should be left.
    if (lifetime >= 10_000) expect(lifetime - age).toBeGreaterThanOrEqual(Math.min(0.2 * lifetime, lifetime / 2) - 1e-6)
    if (lifetime >= 150_000 && lifetime <= 30 * 3_600_000) {
      expect(age / lifetime).toBeGreaterThanOrEqual(0.6 - 1e-9)
      expect(age / lifetime).toBeLessThanOrEqual(0.8 + 1e-9)
    }
  },
)

property('a later draw is never an earlier refresh', fc.tuple(lifetime, random, random), ([lifetime, one, other]) => {
  const [low, high] = [Math.min(one, other), Math.max(one, other)]
  expect(refreshAge(lifetime, low)).toBeLessThanOrEqual(refreshAge(lifetime, high))
})

property('a retry is never under a second, nor before Retry-After', failing, (context) => {
  const delay = retryDelay(context)
  expect(delay).toBeGreaterThanOrEqual(Math.max(1000, context.retryAfter))
})

property('a retry that is worth it comes within its cap, or a tenth behind Retry-After', failing, (context) => {
  if (retryKind(context.status) !== 'soon') return
  const room = context.lifeLeft > 0 ? Math.min(Math.max(context.lifeLeft / 4, 15_000), 300_000) : 60_000
  const behind = context.retryAfter > 0 ? context.retryAfter + Math.max(1000, context.retryAfter / 10) : 0
  expect(retryDelay(context)).toBeLessThanOrEqual(Math.max(1000 + room, behind))
})

property('a call always has half of its time left for one more restart', failing, (context) => {
  if (context.retryAfter > 0 || context.lifeLeft <= 4000) return
  const delay = retryDelay({ ...context, isMoving: true })
  expect(delay).toBeLessThanOrEqual(context.lifeLeft / 2)
})

property('more failures are never a shorter delay', fc.tuple(failing, fc.nat({ max: 50 })), ([context, more]) => {
  const later = { ...context, failures: context.failures + more }
  expect(retryDelay(later)).toBeGreaterThanOrEqual(retryDelay(context))
})

property('an attempt is given 3 to 10 s', lifetime, (lifetime) => {
  expect(attemptTimeout(lifetime)).toBeGreaterThanOrEqual(3000)
  expect(attemptTimeout(lifetime)).toBeLessThanOrEqual(10_000)
})

property(
  'offline, one try comes before the end and no other',
  fc.tuple(fc.nat({ max: DAY }), fc.nat({ max: DAY })),
  (given) => {
    const [left, earlier] = [Math.min(...given), Math.max(...given)]
    const wait = offlineWait(left, earlier)
    if (wait === Infinity) expect(left <= 0 || earlier <= 10_000).toBe(true)
    else expect(left - wait).toBe(Math.min(left, 10_000))
  },
)
