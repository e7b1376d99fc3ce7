import { IceServersError, type IceServersErrorCode } from '@freshice/core'
import { beforeAll, expect, test, vi } from 'vitest'
import { emptyHistory } from '../src/call/callHistory.ts'
import { type CallProblems, explain } from '../src/call/explain.ts'
import { inWords } from '../src/call/inWords.ts'
import { unreachableHint } from '../src/call/unreachableHint.ts'

beforeAll(() => {
  // As in a browser that has WebRTC.
  vi.stubGlobal('RTCPeerConnection', class {})
  return () => vi.unstubAllGlobals()
})

const history = { ...emptyHistory(0), openedAt: 0, credentials: [{ updatedAt: 0, expiresAt: 30_000 }] }
const connected = { ...history, connectedAt: 1000 }
const titleOf = (call: Partial<Parameters<typeof explain>[0]>, problems: CallProblems = {}) =>
  explain({ now: 5000, state: 'connected', withFreshice: true, history: connected, ...call }, problems)?.title

test.each<[string, string | undefined, ReturnType<typeof titleOf>]>([
  ['a call that is well', titleOf({}), undefined],
  ['a call without freshice', titleOf({ withFreshice: false }), 'Without freshice'],
  ['one that connects', titleOf({ state: 'connecting', history }), undefined],
  ['one that still connects after 9 s', titleOf({ state: 'connecting', history, now: 9000 }), 'Still connecting'],
  ['no camera', titleOf({ state: 'failed', history }, { error: 'It was refused.' }), 'There is no call'],
  ['no relay', titleOf({ state: 'connecting', history }, { unreachable: 'x' }), 'The relay cannot be reached'],
  ['no newer credential', titleOf({}, { refreshError: 'x' }), 'No newer credential yet'],
  ['none in time', titleOf({ now: 31_000 }, { refreshError: 'x' }), 'No newer credential came in time'],
  ['a move that does not come', titleOf({}, { moveError: 'x' }), 'The call does not get to its next credential'],
  ['a refused description', titleOf({}, { error: 'x' }), 'The two sides do not understand each other'],
  ['a path that broke', titleOf({ state: 'failed' }), 'The call failed'],
])('has the right words for %s', (_, title, words) => {
  expect(title).toBe(words)
})

test.each<[IceServersErrorCode, RegExp]>([
  ['network', /cannot be reached/],
  ['timeout', /does not answer in time/],
  ['http', /answers with error 500/],
  ['unauthorized', /does not let you in/],
  ['invalid-answer', /no list of ICE servers/],
  ['expired', /has run out/],
])('says in words that the endpoint failed: %s', (code, words) => {
  expect(inWords(new IceServersError(code, 'GET /api/ice-servers: see the cause.', { status: 500 }))).toMatch(words)
})

test('says of Firefox what to set, and of no other browser', () => {
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0'
  expect(unreachableHint(firefox)).toContain('media.peerconnection.ice.loopback')
  expect(unreachableHint('Mozilla/5.0 Chrome/156.0.0.0 Safari/537.36')).not.toContain('about:config')
})

test('says that a browser has no WebRTC', () => {
  vi.stubGlobal('RTCPeerConnection', undefined)
  delete (globalThis as { RTCPeerConnection?: unknown }).RTCPeerConnection
  expect(inWords(new ReferenceError('RTCPeerConnection is not defined'))).toMatch(/has no WebRTC/)
})
