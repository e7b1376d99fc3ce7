import { describe, expect, test } from 'vitest'
import { parseIceServers } from '../src/answer.ts'

const NOW = Date.UTC(2030, 0, 1)
const HOUR = 3_600_000
const seconds = (ms: number) => Math.round(ms / 1000)
const turn = { urls: ['turn:t:3478?transport=udp'], username: 'ab12', credential: 'cd34' }
const stun = { urls: ['stun:s'] }

test.each([
  ['freshice', { iceServers: [stun, turn], ttl: 60, expiresAt: '2040-01-01T00:00:00Z' }, [stun, turn], 60_000],
  ["Cloudflare's list", { iceServers: [stun, turn] }, [stun, turn], undefined],
  ["Cloudflare's one object", { iceServers: turn }, [turn], undefined],
  ['a plain list', [stun, turn], [stun, turn], undefined],
  ['a list with legacy url', [{ url: 'stun:s' }], [{ urls: 'stun:s' }], undefined],
  [
    'Twilio',
    {
      username: 'u',
      password: 'p',
      ttl: '3600',
      date_created: 'Tue, 01 Jan 2030 00:00:00 +0000',
      ice_servers: [
        { url: 'stun:s', urls: 'stun:s' },
        { url: 'turn:t', urls: 'turn:t', username: 'u', credential: 'p' },
      ],
    },
    [{ urls: 'stun:s' }, { urls: 'turn:t', username: 'u', credential: 'p' }],
    HOUR,
  ],
  [
    "Xirsys's object",
    { v: { iceServers: { username: 'u', urls: ['stun:s', 'turn:t'], credential: 'c' } }, s: 'ok' },
    [{ urls: ['stun:s', 'turn:t'], username: 'u', credential: 'c' }],
    undefined,
  ],
  [
    "Xirsys's list",
    { v: { iceServers: [{ url: 'stun:s' }, { url: 'turn:t', username: 'u', credential: 'c' }] }, s: 'ok' },
    [{ urls: 'stun:s' }, { urls: 'turn:t', username: 'u', credential: 'c' }],
    undefined,
  ],
  ['Metered', [{ urls: 'stun:s' }, { urls: 'turn:t', username: 'u', credential: 'c' }], undefined, undefined],
  [
    'Matrix, with a timestamp in its username beside the ttl',
    { username: `${seconds(NOW + HOUR)}:@bob:hs`, password: 'p', uris: ['turn:t?transport=udp'], ttl: 60 },
    [{ urls: ['turn:t?transport=udp'], username: `${seconds(NOW + HOUR)}:@bob:hs`, credential: 'p' }],
    60_000,
  ],
  [
    'the TURN REST draft',
    { username: 'u', password: 'p', ttl: 86_400, uris: ['turn:1.2.3.4:9991?transport=udp'] },
    [{ urls: ['turn:1.2.3.4:9991?transport=udp'], username: 'u', credential: 'p' }],
    24 * HOUR,
  ],
  [
    'AWS Kinesis Video, by the smallest of its Ttls',
    {
      IceServerList: [
        { Uris: ['turn:a', 'turns:a'], Username: 'u', Password: 'p', Ttl: 300 },
        { Uris: ['turn:b'], Username: 'v', Password: 'q', Ttl: 250 },
      ],
    },
    [
      { urls: ['turn:a', 'turns:a'], username: 'u', credential: 'p' },
      { urls: ['turn:b'], username: 'v', credential: 'q' },
    ],
    250_000,
  ],
  [
    'Nextcloud Talk, by the timestamp in its username',
    {
      ocs: {
        meta: { status: 'ok' },
        data: {
          stunservers: [{ urls: ['stun:s'] }],
          turnservers: [{ urls: ['turn:t'], username: `${seconds(NOW + HOUR)}:x`, credential: 'c' }],
        },
      },
    },
    [{ urls: ['stun:s'] }, { urls: ['turn:t'], username: `${seconds(NOW + HOUR)}:x`, credential: 'c' }],
    HOUR,
  ],
  ['others', { ice_servers: [turn], expires_at: '2030-01-01T01:00:00Z' }, [turn], HOUR],
  [
    'a login beside the list',
    { username: 'u', credential: 'c', iceServers: [{ urls: 'turn:t' }, { urls: 'stun:s' }] },
    [{ urls: 'turn:t', username: 'u', credential: 'c' }, { urls: 'stun:s' }],
    undefined,
  ],
  ['an envelope', { success: true, result: { iceServers: [turn], ttl: 60 } }, [turn], 60_000],
])('reads the shape of %s', (_, body, iceServers, lifetime) => {
  const parsed = parseIceServers(body, { now: NOW })
  if (iceServers) expect(parsed.iceServers).toEqual(iceServers)
  expect(parsed.lifetime).toBe(lifetime)
})

describe('the lifetime', () => {
  const life = (body: object, context: object = { now: NOW }) =>
    parseIceServers({ iceServers: [turn], ...body }, context).lifetime
  const named = (username: string) => parseIceServers([{ ...turn, username }], { now: NOW }).lifetime
  const end = seconds(NOW + HOUR)

  test.each([
    ['ttl', { ttl: 60 }, 60_000],
    ['Ttl', { Ttl: '60' }, 60_000],
    ['expiryInSeconds', { expiryInSeconds: 60 }, 60_000],
    ['ttl before expiresAt', { ttl: 60, expiresAt: '2030-01-01T01:00:00Z' }, 60_000],
    ['a ttl of null is none', { ttl: null, expiresAt: '2030-01-01T01:00:00Z' }, HOUR],
    ['expiresAt in ISO 8601', { expiresAt: '2030-01-01T01:00:00Z' }, HOUR],
    ['expires_at in epoch seconds', { expires_at: end }, HOUR],
    ['expiresAt in epoch milliseconds', { expiresAt: NOW + HOUR }, HOUR],
    ['expiresAt in epoch seconds as a text', { expiresAt: String(end) }, HOUR],
    [
      'the earliest of several entries',
      {
        iceServers: [
          { ...turn, ttl: 90 },
          { ...stun, ttl: 30 },
        ],
      },
      30_000,
    ],
  ])('is told by %s', (_, body, expected) => {
    expect(life(body)).toBe(expected)
  })

  test.each([
    [`${end}:name`, HOUR],
    [`name:${end}`, HOUR],
    [`${end}`, HOUR],
    [`1234567890:an old number`, undefined],
    [`5551234567`, undefined],
    [`a${end}`, undefined],
    [`${end}00`, undefined],
    ['bb1c9a0f2e7d', undefined],
  ])('is told by the username %s', (username, expected) => {
    expect(named(username)).toBe(expected)
  })

  test('is not told by the clock of nobody', () => {
    expect(life({ expiresAt: '2030-01-01T01:00:00Z' }, {})).toBeUndefined()
    expect(parseIceServers([{ ...turn, username: `${end}:x` }]).lifetime).toBeUndefined()
  })

  test('counts the age that Twilio tells, by the clock of the server', () => {
    const body = { ttl: '3600', date_created: 'Tue, 01 Jan 2030 00:00:00 +0000' }
    expect(life(body, { serverDate: 'Tue, 01 Jan 2030 00:10:00 GMT', now: NOW + 5 * HOUR })).toBe(3_000_000)
    expect(life(body, { now: NOW + 5 * HOUR })).toBe(HOUR)
  })

  test.each([
    ['expiresAt', { expiresAt: '2029-01-01T00:00:00Z' }],
    ['expiresAt', { expiresAt: 'soon' }],
    ['expiresAt', { expires_at: {} }],
    ['ttl', { expiryInSeconds: -1 }],
    ['ttl', { iceServers: [{ ...turn, Ttl: 0 }] }],
    ['timestamp in its username', { iceServers: [{ ...turn, username: `${end - 7200}:x` }] }],
  ])('must leave some life: %s', (what, body) => {
    expect(() => life(body)).toThrow(what)
  })
})

describe('what is no answer is named', () => {
  test.each([
    ['an error object with error', { error: 'quota' }],
    ['an object with v, s', { v: 'unauthorized', s: 'error' }],
    ['an object with v, s', { v: { iceServers: [turn] }, s: 'error' }],
    ['an object with username, password, expiryInSeconds', { username: 'u', password: 'p', expiryInSeconds: 60 }],
    ['an object with nothing', {}],
    ['null', null],
    ['an HTML page', ' <!doctype html>'],
    ['empty', ''],
    ['ice_servers[0].urls has an unusable url', { ice_servers: [{ urls: 'http://x' }] }],
    ['ocs.data.turnservers[0].urls[1] has an unusable', { ocs: { data: { turnservers: [{ urls: ['x', 'y'] }] } } }],
  ])('%s', (words, body) => {
    expect(() => parseIceServers(body)).toThrow(words)
  })
})

test('of a huge object only the first 100 members are read', () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`member${n}`, n]))
  expect(parseIceServers({ ...many(99), iceServers: [stun] }).iceServers).toEqual([stun])
  expect(() => parseIceServers({ ...many(100), iceServers: [stun] })).toThrow('not a list')
})

test('an answer that wraps itself is no list', () => {
  const body: { data?: object } = {}
  body.data = body
  expect(() => parseIceServers(body)).toThrow('not a list')
})

test('problems tell the place in the answer', () => {
  const { problems } = parseIceServers({
    v: { iceServers: [stun, { urls: ['turn:t:53', 'turn:t'], username: 'u', credential: 'c' }] },
  })
  expect(problems).toEqual([{ path: 'v.iceServers[1].urls[0]', code: 'port-53', message: expect.any(String) }])
})
