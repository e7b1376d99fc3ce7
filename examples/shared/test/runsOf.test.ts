import { expect, test } from 'vitest'
import { type CallHistory, emptyHistory } from '../src/call/callHistory.ts'
import { runsOf } from '../src/timeline/runsOf.ts'

const history: CallHistory = {
  ...emptyHistory(1000),
  openedAt: 1000,
  connectedAt: 1200,
  credentials: [
    { updatedAt: 900, expiresAt: 30_900 },
    { updatedAt: 15_000, expiresAt: 45_000 },
  ],
}

test('a call starts on the newest credential of the time when it was opened', () => {
  expect(runsOf('ada', history, 20_000)).toEqual([{ credential: 0, from: 1200, to: undefined, isCut: false }])
})

test('a move ends one run and starts the next, on that side alone', () => {
  const moved = { ...history, moves: [{ side: 'ada', at: 26_000, expiresAt: 45_000 }] } as const
  expect(runsOf('ada', moved, 40_000)).toEqual([
    { credential: 0, from: 1200, to: 26_000, isCut: false },
    { credential: 1, from: 26_000, to: undefined, isCut: false },
  ])
  expect(runsOf('ben', moved, 28_000)).toHaveLength(1)
})

test('a run is cut when its credential ends under it', () => {
  expect(runsOf('ben', history, 31_000)).toEqual([{ credential: 0, from: 1200, to: 30_900, isCut: true }])
})
