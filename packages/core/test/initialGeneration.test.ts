import { expect, test } from 'vitest'
import { initialGeneration } from '../src/client/initialGeneration.ts'

const START = Date.UTC(2030, 0, 1)
const iceServers = [{ urls: ['turn:t'], username: 'u', credential: 'c' }]
const start = { wall: START, monotonic: 0 }
/** 10 s after the navigation began. */
const now = { wall: START + 10_000, monotonic: 10_000 }

test.each([
  ['its ttl counts from the start of the navigation', { iceServers, ttl: 60 }, START, 60_000],
  ['an earlier expiresAt holds', { iceServers, ttl: 60, expiresAt: '2030-01-01T00:00:30Z' }, START, 30_000],
  ['a later one does not', { iceServers, ttl: 60, expiresAt: '2030-01-01T01:00:00Z' }, START, 60_000],
  ['an expiresAt alone', { iceServers, expiresAt: '2030-01-01T00:00:30Z' }, START, 30_000],
])('%s', (_, initial, wall, lifetime) => {
  const generation = initialGeneration({ initial }, now, 0, start)
  expect(generation).toMatchObject({ iceServers, start: { wall, monotonic: 0 }, lifetime })
})

test('on a server, where nothing is navigated, it counts from now', () => {
  const generation = initialGeneration({ initial: { iceServers, ttl: 60 } }, now, 0)
  expect(generation).toMatchObject({ start: now, lifetime: 60_000 })
})

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a page', '<html>'],
  ['no servers', { iceServers: [{ urls: 'http://x' }], ttl: 60 }],
  ['a life that has ended', { iceServers, ttl: 5 }],
  ['an expiresAt in the past', { iceServers, ttl: 60, expiresAt: '2029-12-31T23:59:59Z' }],
])('%s is ignored', (_, initial) => {
  expect(initialGeneration({ initial }, now, 0, start)).toBeUndefined()
})
