import { expect, test } from 'vitest'
import { type CallHistory, emptyHistory } from '../src/call/callHistory.ts'
import { idleSnapshot } from '../src/call/callSnapshot.ts'
import { SIDES } from '../src/connection/sideName.ts'
import { tellTimeline } from '../src/timeline/tellTimeline.ts'

const connected: CallHistory = {
  ...emptyHistory(0),
  openedAt: 100,
  connectedAt: 1000,
  credentials: [{ updatedAt: 0, expiresAt: 30_000 }],
}
const moved: CallHistory = {
  ...connected,
  credentials: [...connected.credentials, { updatedAt: 15_000, expiresAt: 45_000 }],
  restarts: [{ side: 'ada', at: 20_000 }],
  moves: [
    { side: 'ada', at: 21_000, expiresAt: 45_000 },
    { side: 'ben', at: 21_100, expiresAt: 45_000 },
  ],
}

const tell = (history: CallHistory, now: number, here = SIDES) =>
  tellTimeline({ ...idleSnapshot, history, here }, now).map(({ time, text }) => `${time} ${text}`)

test('tells a move from credential to credential', () => {
  expect(tell(moved, 31_000)).toEqual([
    '0:00 Credential 1 is there. It works until 0:30.',
    '0:01 Ada is connected, with credential 1.',
    '0:01 Ben is connected, with credential 1.',
    '0:15 Credential 2 is there. It works until 0:45.',
    '0:20 Ada asks for a path with the newest credential (an ICE restart).',
    '0:21 Ada’s connection has moved to credential 2.',
    '0:21 Ben’s connection has moved to credential 2.',
    '0:30 Credential 1 ends. Nobody needs it any more.',
  ])
})

test('tells of this page’s side only', () => {
  expect(tell(moved, 31_000, ['ben']).filter((line) => line.includes('Ada'))).toEqual([])
})

test('tells of pauses that both have at once in one line', () => {
  const pause = (startedAt: number, endedAt: number) => ({ startedAt, endedAt })
  const pauses = { ada: [pause(5000, 5400), pause(9000, 9300)], ben: [pause(5200, 5700)] }
  expect(tell({ ...connected, pauses }, 20_000).slice(3)).toEqual([
    '0:05 For 0.7 seconds nothing reaches Ada and Ben.',
    '0:09 For 0.3 seconds nothing reaches Ada.',
  ])
})

test('tells how a call dies with its credential', () => {
  const pauses = { ada: [{ startedAt: 30_000, endedAt: undefined }], ben: [{ startedAt: 5000, endedAt: 5400 }] }
  expect(tell({ ...connected, pauses, failedAt: 45_000 }, 45_000).slice(3)).toEqual([
    '0:05 For 0.4 seconds nothing reaches Ben.',
    '0:30 Credential 1 ends, and the relay cuts the call off.',
    '0:30 From here on nothing reaches Ada.',
    '0:45 The browser gives the call up.',
  ])
})
