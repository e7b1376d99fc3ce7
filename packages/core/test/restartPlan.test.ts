import { describe, expect, test } from 'vitest'
import { type ConnectionFacts, restartPlan } from '../src/connection/restartPlan.ts'

const HOUR = 3_600_000

/** A relayed, connected, stable connection that runs on what is applied. */
const quiet: ConnectionFacts = {
  signalingState: 'stable',
  isInTrouble: false,
  isConnected: true,
  hasLocalDescription: true,
  hasNewer: false,
  running: undefined,
  role: 0,
  sinceApplied: 60_000,
  sinceAsked: undefined,
  sinceChanged: undefined,
  tookToFinish: undefined,
  sinceOtherRestart: Number.POSITIVE_INFINITY,
  connections: 1,
  path: undefined,
  restartIce: 'relayed',
}
const apply = { do: 'apply' }
const measure = { do: 'measure' }
const restart = { do: 'restart' }
const wait = (time: number) => ({ do: 'wait', time })
const plan = (facts: Partial<ConnectionFacts>) => restartPlan({ ...quiet, ...facts })

describe('newer servers', () => {
  test.each([
    ['are applied when all is quiet', {}, apply],
    [
      'are applied before the first description',
      { hasLocalDescription: false, signalingState: 'have-local-offer' },
      apply,
    ],
    ['wait while an offer is out', { signalingState: 'have-local-offer' }, wait(100)],
    ['wait while a restart is asked for', { sinceAsked: 500 }, wait(100)],
    ['are applied when nothing came of asking in 8 s', { sinceAsked: 8000 }, apply],
    ['wait while a restart has not finished, and it is watched', { sinceChanged: 300 }, measure],
    ['wait on when it is seen not to have finished', { sinceChanged: 300, path: 'relay' }, wait(100)],
    ['are applied when a restart has not finished in 8 s', { sinceChanged: 8000 }, apply],
    ['wait a second for the other side to finish', { sinceChanged: 1200, tookToFinish: 300 }, wait(100)],
    ['wait as long again as a slow restart took', { sinceChanged: 2900, tookToFinish: 1500 }, wait(100)],
    ['are applied after that', { sinceChanged: 3000, tookToFinish: 1500 }, apply],
    ['are applied at once in trouble', { isInTrouble: true, isConnected: false, sinceChanged: 300 }, apply],
    [
      'wait in trouble too while an offer is out',
      { isInTrouble: true, signalingState: 'have-remote-offer' },
      wait(100),
    ],
  ] as const)('%s', (_, facts, step) => {
    expect(plan({ hasNewer: true, ...facts })).toEqual(step)
  })
})

describe('a restart', () => {
  const due = { running: { age: 0.85 * HOUR, lifetime: HOUR }, path: 'relay' as const }

  test('is not needed when the connection runs on what is applied', () => {
    expect(plan({ path: 'relay' })).toEqual(wait(Number.POSITIVE_INFINITY))
  })

  test.each([
    ['the first side: at 85 % of life', HOUR, 0, 0.85 * HOUR],
    ['the other side: at 93 % of life', HOUR, 1, 0.93 * HOUR],
    ['the first side of a short life: 4.5 s before its end', 12_000, 0, 7500],
    ['the other side of a short life: 2.5 s before its end', 12_000, 1, 9500],
  ])('is due for %s', (_, lifetime, role, at) => {
    expect(plan({ running: { age: at - 10, lifetime }, role })).toMatchObject({ do: 'wait', time: expect.closeTo(10) })
    expect(plan({ running: { age: at + 1, lifetime }, role, path: 'relay' })).toEqual(restart)
  })

  test.each([
    ['0.1 s', 0, 100],
    ['1.2 s', 1, 1200],
  ])('follows a late apply by %s', (_, role, gap) => {
    const late = { running: { age: 11_900, lifetime: 12_000 }, role, path: 'relay' as const }
    expect(plan({ ...late, sinceApplied: gap - 30 })).toEqual(wait(30))
    expect(plan({ ...late, sinceApplied: gap })).toEqual(restart)
  })

  test('never comes for servers that never end', () => {
    const running = { age: 1e9, lifetime: Number.POSITIVE_INFINITY }
    expect(plan({ running })).toEqual(wait(Number.POSITIVE_INFINITY))
  })

  test.each([
    ['looks first what the connection sends over', { path: undefined }, measure],
    ['leaves a direct connection alone', { path: 'direct' }, wait(30_000)],
    ['moves a direct one where the app says always', { path: 'direct', restartIce: 'always' }, restart],
    ['moves none where the app says never', { restartIce: 'never' }, wait(Number.POSITIVE_INFINITY)],
    ['waits for a selected pair', { path: 'unknown' }, wait(100)],
    [
      'waits for stable, without looking at the stats',
      { signalingState: 'have-remote-offer', path: undefined },
      wait(1000),
    ],
    ['waits for ICE, without looking at the stats', { isConnected: false, path: undefined }, wait(1000)],
    ['waits for the one asked for', { sinceAsked: 4000 }, wait(100)],
    ['asks again when nothing came of it in 8 s', { sinceAsked: 8000 }, restart],
    ['waits for the other side to settle', { sinceChanged: 1250, tookToFinish: 300 }, wait(50)],
    ['gives way to another connection of the client', { sinceOtherRestart: 50 }, wait(150)],
    ['spreads any number of connections over 2 s', { sinceOtherRestart: 10, connections: 100 }, wait(10)],
  ] as const)('%s', (_, facts, step) => {
    expect(plan({ ...due, ...facts })).toEqual(step)
  })
})

test('a restart of either side is watched until the selected pair has moved', () => {
  expect(plan({ sinceChanged: 300 })).toEqual(measure)
  expect(plan({ sinceChanged: 300, path: 'unknown' })).toEqual(wait(100))
  expect(plan({ sinceChanged: 8000 })).toEqual(wait(Number.POSITIVE_INFINITY))
})
