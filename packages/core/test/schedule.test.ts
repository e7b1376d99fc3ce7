import { describe, expect, test } from 'vitest'
import { elapsed, lifeLeft } from '../src/schedule/lifetime.ts'
import { offlineWait } from '../src/schedule/offlineWait.ts'
import { refreshAge } from '../src/schedule/refreshTime.ts'
import { attemptTimeout, retryDelay, retryKind } from '../src/schedule/retryDelay.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

describe('elapsed', () => {
  const start = { wall: 1000, monotonic: 0 }

  test.each([
    ['both clocks agree', { wall: 6000, monotonic: 5000 }, 5000],
    ['the wall clock was set back', { wall: -90_000, monotonic: 5000 }, 5000],
    ['the monotonic clock stood still in a sleep', { wall: 6000, monotonic: 10 }, 5000],
    ['the wall clock jumped forward', { wall: 901_000, monotonic: 5000 }, 900_000],
  ])('is the larger of the two clocks: %s', (_, now, expected) => {
    expect(elapsed(start, now)).toBe(expected)
  })

  test('leaves no negative life', () => {
    expect(lifeLeft({ start, lifetime: 3000 }, { wall: 9000, monotonic: 8000 })).toBe(0)
  })
})

describe('refreshAge', () => {
  test.each([
    [12 * SECOND, 0, 5 * SECOND],
    [12 * SECOND, 1, 6 * SECOND],
    [30 * SECOND, 0, 11_250],
    [30 * SECOND, 1, 15 * SECOND],
    [150 * SECOND, 0, 90 * SECOND],
    [150 * SECOND, 1, 120 * SECOND],
    [HOUR, 0, 36 * MINUTE],
    [HOUR, 1, 48 * MINUTE],
    [48 * HOUR, 0, 18 * HOUR],
    [48 * HOUR, 1, 24 * HOUR],
    [Number.POSITIVE_INFINITY, 0.5, Number.POSITIVE_INFINITY],
  ])('of a life of %i ms with draw %d is %i ms', (lifetime, random, expected) => {
    expect(refreshAge(lifetime, random)).toBe(expected)
  })

  test('of a tiny life is 5 s, so that it causes no storm', () => {
    expect(refreshAge(SECOND, 0)).toBe(5 * SECOND)
  })
})

describe('retryKind', () => {
  test.each([
    [undefined, 'soon'],
    [200, 'soon'],
    [408, 'soon'],
    [425, 'soon'],
    [429, 'soon'],
    [500, 'soon'],
    [503, 'soon'],
    [501, 'slow'],
    [505, 'slow'],
    [304, 'slow'],
    [400, 'slow'],
    [404, 'slow'],
    [422, 'slow'],
    [401, 'wait'],
    [403, 'wait'],
  ])('of status %s is %s', (status, expected) => {
    expect(retryKind(status)).toBe(expected)
  })
})

describe('retryDelay', () => {
  const context = {
    status: undefined,
    retryAfter: 0,
    failures: 1,
    lifeLeft: 0,
    lifetime: HOUR,
    isMoving: false,
    random: 1,
  }

  test.each([
    ['after the first failure', {}, 2 * SECOND],
    ['at the least draw', { random: 0, failures: 9 }, SECOND],
    ['doubled with every failure', { failures: 4 }, 9 * SECOND],
    ['at most a minute more while nothing lives', { failures: 12 }, 61 * SECOND],
    ['at most a quarter of the life left more', { failures: 12, lifeLeft: 8 * MINUTE }, 121 * SECOND],
    ['with at least 15 s of room', { failures: 12, lifeLeft: 4 * SECOND }, 16 * SECOND],
    ['at most 5 min more', { failures: 12, lifeLeft: 10 * HOUR }, 301 * SECOND],
    ['in time for a restart of a call', { failures: 12, lifeLeft: 22 * SECOND, isMoving: true }, 10 * SECOND],
    ['in time for a restart at a short life', { failures: 12, lifeLeft: 5000, lifetime: 12_000, isMoving: true }, 2000],
    ['never under a second', { failures: 12, lifeLeft: 1500, lifetime: 12_000, isMoving: true }, SECOND],
    ['not before Retry-After', { retryAfter: 2 * MINUTE, random: 0 }, 2 * MINUTE],
    ['spread behind Retry-After', { retryAfter: 2 * MINUTE }, 132 * SECOND],
    [
      'not before Retry-After in a call either',
      { retryAfter: MINUTE, random: 0, lifeLeft: 5000, isMoving: true },
      MINUTE,
    ],
    ['5 min for what another try will hardly change', { status: 404 }, 5 * MINUTE],
    ['endless until somebody asks, when not signed in', { status: 401 }, Number.POSITIVE_INFINITY],
    ['endless too while servers live that no call runs on', { status: 401, lifeLeft: HOUR }, Number.POSITIVE_INFINITY],
    [
      'half of what a running call has left, when not signed in',
      { status: 401, lifeLeft: 202_000, isMoving: true },
      100_000,
    ],
    [
      'half of what a running call has left, where it is not found',
      { status: 404, lifeLeft: 202_000, isMoving: true },
      100_000,
    ],
  ])('is %s', (_, given, expected) => {
    expect(retryDelay({ ...context, ...given })).toBe(expected)
  })
})

test.each([
  [undefined, 10_000],
  [12_000, 3000],
  [100_000, 5000],
  [HOUR, 10_000],
])('attemptTimeout of a life of %s ms is %i ms', (lifetime, expected) => {
  expect(attemptTimeout(lifetime)).toBe(expected)
})

test.each([
  ['nothing in hand: not before it is online', 0, 0, Number.POSITIVE_INFINITY],
  ['servers that live: 10 s before their end', 60_000, 61_000, 50_000],
  ['in their last 10 s: now', 9000, 61_000, 0],
  ['the last try has been made', 9000, 9500, Number.POSITIVE_INFINITY],
  ['servers that never end', Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
])('offlineWait with %s', (_, left, leftAtFailure, expected) => {
  expect(offlineWait(left, leftAtFailure)).toBe(expected)
})
