import { describe, expect, test } from 'vitest'
import type { ConnectionFacts } from '../src/connection/restartFacts.ts'
import { restartPlan } from '../src/connection/restartPlan.ts'

const HOUR = 3_600_000

/** A relayed, connected, stable connection that runs on what is applied. */
const quiet: ConnectionFacts = {
  signalingState: 'stable',
  sinceTrouble: undefined,
  hasFailed: false,
  repairs: 0,
  sinceRepair: Number.POSITIVE_INFINITY,
  sinceRefresh: Number.POSITIVE_INFINITY,
  isDoomed: false,
  needsServers: false,
  isConnected: true,
  hasLocalDescription: true,
  hasNewer: false,
  age: 0,
  lifetime: 60_000,
  isRefused: false,
  isOutdated: false,
  role: 0,
  sinceApplied: 60_000,
  sinceAsked: Number.POSITIVE_INFINITY,
  sinceChanged: Number.POSITIVE_INFINITY,
  tookToFinish: undefined,
  sinceOtherRestart: Number.POSITIVE_INFINITY,
  connections: 1,
  path: undefined,
  restartIce: 'relayed',
}
const apply = 'apply'
const measure = 'measure'
const restart = 'credential'
const plan = (facts: Partial<ConnectionFacts>) => restartPlan({ ...quiet, ...facts })

/** Disconnected for a moment, seen to relay, and its servers asked for and come. */
const broken = { sinceTrouble: 10, path: 'relay', sinceRefresh: 10 } as const
const needsServers = true

describe('newer servers', () => {
  test.each([
    ['are applied when all is quiet', {}, apply],
    [
      'are applied before the first description',
      { hasLocalDescription: false, signalingState: 'have-local-offer' },
      apply,
    ],
    ['wait while an offer is out', { signalingState: 'have-local-offer' }, 100],
    ['wait while a restart is asked for', { sinceAsked: 500 }, 100],
    ['are applied when nothing came of asking in 8 s', { sinceAsked: 8000 }, apply],
    ['wait while a restart has not finished, and it is watched', { sinceChanged: 300 }, measure],
    ['wait on when it is seen not to have finished', { sinceChanged: 300, path: 'relay' }, 100],
    ['are applied when a restart has not finished in 8 s', { sinceChanged: 8000 }, apply],
    ['wait a second for the other side to finish', { sinceChanged: 1200, tookToFinish: 300 }, 100],
    ['wait as long again as a slow restart took', { sinceChanged: 2900, tookToFinish: 1500 }, 100],
    ['are applied after that', { sinceChanged: 3000, tookToFinish: 1500 }, apply],
    ['wait no longer than until 1.5 s before the end', { sinceChanged: 3000, tookToFinish: 2800, age: 58_500 }, apply],
    ['are applied at once in trouble', { ...broken, isConnected: false, sinceChanged: 300 }, apply],
    ['wait in trouble too while an offer is out', { ...broken, signalingState: 'have-remote-offer' }, 100],
  ] as const)('%s', (_, facts, step) => {
    expect(plan({ hasNewer: true, ...facts })).toEqual(step)
  })
})

describe('a restart', () => {
  const due = { isOutdated: true, age: 0.85 * HOUR, lifetime: HOUR, path: 'relay' as const }

  test('is not needed when the connection runs on what is applied', () => {
    expect(plan({ path: 'relay' })).toEqual(Number.POSITIVE_INFINITY)
  })

  test.each([
    ['the first side: at 85 % of life', HOUR, 0, 0.85 * HOUR],
    ['the other side: at 93 % of life', HOUR, 1, 0.93 * HOUR],
    ['the first side of a short life: 4.5 s before its end', 12_000, 0, 7500],
    ['the other side of a short life: 2.5 s before its end', 12_000, 1, 9500],
  ])('is due for %s', (_, lifetime, role, at) => {
    expect(plan({ isOutdated: true, age: at - 10, lifetime, role })).toBeCloseTo(10)
    expect(plan({ isOutdated: true, age: at + 1, lifetime, role, path: 'relay' })).toEqual(restart)
  })

  test.each([
    ['0.1 s', 0, 100],
    ['1.2 s', 1, 1200],
  ])('follows a late apply by %s', (_, role, gap) => {
    const late = { isOutdated: true, age: 56_000, lifetime: 60_000, role, path: 'relay' as const }
    expect(plan({ ...late, sinceApplied: gap - 30 })).toEqual(30)
    expect(plan({ ...late, sinceApplied: gap })).toEqual(restart)
  })

  test.each([
    ['at the latest 1.5 s before the end', 2000, 600],
    ['at once where that has passed', 1000, 100],
    ['at once after the end', -500, 100],
  ])('of the second side follows a late apply %s', (_, left, gap) => {
    const late = (sinceApplied: number) => {
      const age = 12_000 - left + sinceApplied
      return plan({ isOutdated: true, age, lifetime: 12_000, role: 1, path: 'relay', sinceApplied })
    }
    expect(late(gap - 30)).toEqual(30)
    expect(late(gap)).toEqual(restart)
  })

  test('never comes for servers that never end', () => {
    expect(plan({ isOutdated: true, age: 1e9, lifetime: Number.POSITIVE_INFINITY })).toEqual(Number.POSITIVE_INFINITY)
  })

  test.each([
    ['looks first what the connection sends over', { path: undefined }, measure],
    ['leaves a direct connection alone', { path: 'direct' }, 30_000],
    ['moves a direct one where the app says always', { path: 'direct', restartIce: 'always' }, restart],
    ['moves none where the app says never', { restartIce: 'never' }, Number.POSITIVE_INFINITY],
    ['waits for a selected pair', { path: 'unknown' }, 100],
    ['waits for stable, without looking at the stats', { signalingState: 'have-remote-offer', path: undefined }, 1000],
    ['waits for ICE, without looking at the stats', { isConnected: false, path: undefined }, 1000],
    ['waits for the one asked for', { sinceAsked: 4000 }, 100],
    ['asks again when nothing came of it in 8 s', { sinceAsked: 8000 }, restart],
    ['waits for the other side to settle', { sinceChanged: 1250, tookToFinish: 300 }, 50],
    ['gives way to another connection of the client', { sinceOtherRestart: 50 }, 150],
    ['spreads any number of connections over 2 s', { sinceOtherRestart: 10, connections: 100 }, 10],
  ] as const)('%s', (_, facts, step) => {
    expect(plan({ ...due, ...facts })).toEqual(step)
  })
})

test('a restart of either side is watched until the selected pair has moved', () => {
  expect(plan({ sinceChanged: 300 })).toEqual(measure)
  expect(plan({ sinceChanged: 300, path: 'unknown' })).toEqual(100)
  expect(plan({ sinceChanged: 8000 })).toEqual(Number.POSITIVE_INFINITY)
})

describe('a broken connection', () => {
  const refresh = 'refresh'
  const repair = 'repair'

  test.each([
    ['is looked at first: browsers mend direct paths by themselves', { path: undefined }, measure],
    ['that is direct is left alone', { path: 'direct', sinceTrouble: 60_000 }, Number.POSITIVE_INFINITY],
    ['that is direct is repaired once it has failed', { path: 'direct', hasFailed: true }, repair],
    [
      'that has failed is not looked at',
      { path: undefined, hasFailed: true, needsServers, sinceRefresh: 40_000 },
      refresh,
    ],
    ['asks for servers at once', { needsServers, sinceRefresh: 30_000 }, refresh],
    [
      'asks for them in trouble that its own credential explains',
      { needsServers, sinceRefresh: 30_000, isRefused: true },
      refresh,
    ],
    ['asks for none when some have come since', { sinceRefresh: 40_000 }, 3990],
    ['asks for them once in 30 s', { needsServers, sinceRefresh: 29_999, sinceTrouble: 3000 }, 1000],
    ['puts newer ones in at once', { hasNewer: true, sinceChanged: 100 }, apply],
    [
      'waits for the servers asked for, its own being dead',
      { needsServers, sinceTrouble: 1500, age: 60_000, sinceRefresh: 1500 },
      1500,
    ],
    ['waits for them where it has failed', { needsServers, hasFailed: true }, 2990],
    [
      'waits for them no longer than 3 s',
      { needsServers, hasFailed: true, sinceTrouble: 3000, sinceRefresh: 3000 },
      repair,
    ],
    ['waits for them 4.5 s where it goes second', { needsServers, hasFailed: true, role: 1 }, 4490],
    ['waits no more when some are in', { needsServers, hasFailed: true, sinceRefresh: 900, sinceApplied: 800 }, repair],
    ['waits 4 s for the other side', { sinceTrouble: 3900 }, 100],
    ['waits 6.5 s where it goes second', { sinceTrouble: 6400, role: 1 }, expect.closeTo(100)],
    ['then restarts', { sinceTrouble: 4000 }, repair],
    ['restarts though the app says never', { sinceTrouble: 4000, restartIce: 'never' }, repair],
    ['waits 1 s where its own credential explains it', { sinceTrouble: 900, isRefused: true }, 100],
    ['waits 1 s where its own has run out', { sinceTrouble: 900, age: 60_000 }, 100],
    ['and 3.5 s where it goes second', { sinceTrouble: 3400, isRefused: true, role: 1 }, expect.closeTo(100)],
    ['that has failed restarts at once', { hasFailed: true }, repair],
    ['that has failed waits 1.5 s where it goes second', { hasFailed: true, role: 1 }, expect.closeTo(1490)],
    ['settles 60 ms after new servers', { hasFailed: true, sinceApplied: 20 }, 40],
    ['waits 10 s before the second repair', { hasFailed: true, repairs: 1, sinceRepair: 9000 }, 1000],
    ['waits 20 s before the third', { hasFailed: true, repairs: 2, sinceRepair: 9000 }, 11_000],
    ['never waits longer than 320 s', { hasFailed: true, repairs: 20, sinceRepair: 0 }, 320_000],
    ['waits for stable', { hasFailed: true, signalingState: 'have-local-offer' }, 1000],
    ['waits for a restart under way', { sinceTrouble: 5000, sinceAsked: 1000 }, 100],
    ['watches a restart under way', { hasFailed: true, path: undefined, sinceChanged: 1000 }, measure],
  ] as const)('%s', (_, facts, step) => {
    expect(plan({ isConnected: false, ...broken, ...facts })).toEqual(step)
  })
})

describe('a refused credential', () => {
  const refused = { isOutdated: true, age: 60_000, lifetime: HOUR, isRefused: true }

  test.each([
    ['is left as soon as newer servers are in', { path: 'relay' }, restart],
    ['is left 0.1 s after they came', { sinceApplied: 20, path: 'relay' }, 80],
    ['is left by the second side 1.2 s after they came', { sinceApplied: 200, role: 1 }, expect.closeTo(1000)],
    ['that got no candidate is not waited for', { isDoomed: true, isConnected: false, sinceChanged: 300 }, restart],
    ['that got one is', { sinceChanged: 300 }, measure],
  ] as const)('%s', (_, facts, step) => {
    expect(plan({ ...refused, ...facts })).toEqual(step)
  })

  test('is replaced during a gathering of which nothing can come', () => {
    expect(plan({ hasNewer: true, isDoomed: true, sinceChanged: 300 })).toEqual(apply)
  })
})
