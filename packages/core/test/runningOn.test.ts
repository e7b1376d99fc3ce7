import { expect, test } from 'vitest'
import { roleOf } from '../src/connection/roleOf.ts'
import { createRunningOn } from '../src/connection/runningOn.ts'
import { comesFrom } from '../src/connection/sameServers.ts'
import type { Generation } from '../src/generation.ts'

const generation = (started: number): Generation => ({
  iceServers: [],
  open: [],
  start: { wall: 0, monotonic: started },
  lifetime: 60_000,
  refreshAge: 30_000,
})
const description = (sdp: string) => ({ type: 'offer', sdp }) as RTCSessionDescription

/** A connection as far as descriptions go. */
function connection(current: string | null, pending: string | null = null) {
  const describe = (ufrag: string | null) =>
    ufrag === null ? null : description(`v=0\r\na=ice-ufrag:${ufrag}\r\nm=audio\r\na=ice-ufrag:${ufrag}\r\n`)
  return {
    signalingState: pending === null ? 'stable' : 'have-local-offer',
    currentLocalDescription: describe(current),
    pendingLocalDescription: describe(pending),
    localDescription: describe(pending ?? current),
  } as RTCPeerConnection
}

test('a gathering belongs to the servers applied when it began', () => {
  const [first, second] = [generation(0), generation(30_000)]
  const runningOn = createRunningOn(first, 0)
  expect(runningOn.note(connection('A'), 1000)).toBe(false)
  runningOn.apply(second, 31_000)
  expect(runningOn.running(connection('A'))).toBe(first)
  expect(runningOn.note(connection('B'), 32_000)).toBe(true)
  expect(runningOn.running(connection('B'))).toBe(second)
})

test('a gathering less than 50 ms after new servers counts for the older ones', () => {
  const [first, second] = [generation(0), generation(30_000)]
  const runningOn = createRunningOn(first, 0)
  runningOn.note(connection('A'), 1000)
  runningOn.apply(second, 31_000)
  runningOn.note(connection('B'), 31_049)
  expect(runningOn.running(connection('B'))).toBe(first)
})

test('an offer that is rolled back leaves the connection on what it ran on', () => {
  const [first, second] = [generation(0), generation(30_000)]
  const runningOn = createRunningOn(first, 0)
  runningOn.note(connection('A'), 1000)
  runningOn.apply(second, 31_000)
  runningOn.note(connection('A', 'B'), 32_000)
  expect(runningOn.running(connection('A', 'B'))).toBe(second)
  runningOn.note(connection('A'), 33_000)
  expect(runningOn.running(connection('A'))).toBe(first)
})

test('the same servers with a longer life prolong what runs on them', () => {
  const [first, longer] = [generation(0), generation(30_000)]
  const runningOn = createRunningOn(first, 0)
  runningOn.note(connection('A'), 1000)
  runningOn.prolong(longer)
  expect(runningOn.applied()).toBe(longer)
  expect(runningOn.running(connection('A'))).toBe(longer)
})

test('the ufrag of a media section alone is found too', () => {
  const runningOn = createRunningOn(generation(0), 0)
  expect(runningOn.ufrags(connection('A'))).toEqual(['A'])
  expect(runningOn.ufrags(connection(null))).toEqual([])
})

test('the side with the smaller fingerprint goes first, and both sides agree', () => {
  const small = description('a=fingerprint:sha-256 0A:BB\r\n')
  const large = description('a=fingerprint:sha-256 F0:00\r\n')
  const pc = (local: RTCSessionDescription | null, remote: RTCSessionDescription | null) =>
    ({ localDescription: local, remoteDescription: remote }) as RTCPeerConnection
  expect(roleOf(pc(small, large), undefined, 0.4)).toBe(0)
  expect(roleOf(pc(large, small), undefined, 0.4)).toBe(1)
  expect(roleOf(pc(small, small), undefined, 0.4)).toBe(0.4)
  expect(roleOf(pc(small, null), undefined, 0.4)).toBe(0.4)
  expect(roleOf(pc(small, large), true, 0.4)).toBe(1)
  expect(roleOf(pc(large, small), false, 0.4)).toBe(0)
})

test('Firefox goes before other browsers, whatever the fingerprints', () => {
  const firefox = description(`a=ice-pwd:${'0f'.repeat(16)}\r\na=fingerprint:sha-256 F0:00\r\n`)
  const chromium = description('a=ice-pwd:Wb9nXo2sVBd8JYVtGQvOZ1Aa\r\na=fingerprint:sha-256 0A:BB\r\n')
  const pc = (local: RTCSessionDescription, remote: RTCSessionDescription) =>
    ({ localDescription: local, remoteDescription: remote }) as RTCPeerConnection
  expect(roleOf(pc(firefox, chromium), undefined, 0.4)).toBe(0)
  expect(roleOf(pc(chromium, firefox), undefined, 0.4)).toBe(1)
  expect(roleOf(pc(chromium, firefox), false, 0.4)).toBe(0)
})

test('a configuration comes from a list when it names the same TURN users', () => {
  const list = [{ urls: 'stun:s' }, { urls: ['turn:t'], username: 'u', credential: 'c' }]
  const echo = [
    { urls: ['stun:s'], credentialType: 'password' },
    { urls: ['turn:t'], username: 'u', credential: 'c' },
  ]
  expect(comesFrom(echo, list)).toBe(true)
  expect(comesFrom([{ urls: ['turn:t'], username: 'older', credential: 'c' }], list)).toBe(false)
  expect(comesFrom(undefined, list)).toBe(false)
  expect(comesFrom([{ urls: ['stun:s'] }], [{ urls: 'stun:s' }])).toBe(true)
})
