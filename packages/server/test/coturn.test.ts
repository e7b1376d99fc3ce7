import { createHmac } from 'node:crypto'
import { inspect } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type CoturnOptions, coturn, TurnProviderError } from '../src/index.ts'

const secret = 'planted-secret'
const urls = 'turn:turn.example:3478'
const start = Date.parse('2026-11-22T12:00:00.400Z')
/** In seconds. What has begun counts as a whole one. */
const end = Math.ceil(start / 1000) + 60

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})

afterEach(() => {
  vi.useRealTimers()
})

const hmac = (text: string, key = secret) => createHmac('sha1', key).update(text).digest('base64')

async function usernameOf(options: Partial<CoturnOptions>, user?: string) {
  const { iceServers } = await coturn({ urls, secret, ...options }).generate({ ttl: 60, user })
  return iceServers[0]?.username
}

function creationError(options: Partial<Record<keyof CoturnOptions, unknown>>): unknown {
  try {
    return coturn({ urls, secret, ...options } as CoturnOptions)
  } catch (error) {
    return error
  }
}

test('signs a username that names its end with HMAC-SHA1', async () => {
  const { iceServers, ttl, expiresAt } = await coturn({ urls, secret }).generate({ ttl: 60, user: 'ann' })
  expect(iceServers).toEqual([{ urls: [urls], username: `${end}:ann`, credential: hmac(`${end}:ann`) }])
  expect(ttl).toBe(60)
  expect(expiresAt).toBe('2026-11-22T12:01:00.400Z')
})

test('gives STUN URLs an entry of their own, without a credential', async () => {
  const list = ['turn:turn.example', 'stun:turn.example', 'turns:turn.example:443?transport=tcp']
  const { iceServers } = await coturn({ urls: list, secret }).generate({ ttl: 60 })
  expect(iceServers).toEqual([
    { urls: ['stun:turn.example'] },
    {
      urls: ['turn:turn.example', 'turns:turn.example:443?transport=tcp'],
      username: String(end),
      credential: hmac(String(end)),
    },
  ])
})

test.each<[Partial<CoturnOptions>, string | undefined, string]>([
  [{}, undefined, `${end}`],
  [{}, 'ann', `${end}:ann`],
  [{}, '42', `${end}:42`],
  [{}, 'a:b/c', `${end}:a:b/c`],
  [{}, 'Zoë', `${end}:Zoë`],
  [{ layout: 'user:timestamp' }, 'ann', `ann:${end}`],
  [{ layout: 'user:timestamp' }, undefined, `${end}`],
  [{ layout: 'user:timestamp', separator: '.' }, 'a:b', `a:b.${end}`],
  [{ separator: '|' }, 'ann', `${end}|ann`],
])('with %j the user %j is %s', async (options, user, username) => {
  expect(await usernameOf(options, user)).toBe(username)
})

test('of several secrets the first one signs', async () => {
  const { iceServers } = await coturn({ urls, secret: ['new', 'old'] }).generate({ ttl: 60, user: 'ann' })
  expect(iceServers[0]?.credential).toBe(hmac(`${end}:ann`, 'new'))
})

test('mends what can be mended of a URL', async () => {
  const { iceServers } = await coturn({ urls: ' TURN:turn.example?transport=TCP ', secret }).generate({ ttl: 60 })
  expect(iceServers[0]?.urls).toEqual(['turn:turn.example?transport=tcp'])
})

test.each<[CoturnOptions['layout'], string]>([
  ['timestamp:user', 'x'.repeat(10_000)],
  ['timestamp:user', 'é'.repeat(250)],
  ['timestamp:user', 'a b'],
  ['timestamp:user', 'a\u0000b'],
  ['timestamp:user', 'a\nb'],
  ['timestamp:user', "a'b"],
  ['timestamp:user', 'a"b'],
  ['timestamp:user', 'a\\b'],
  ['timestamp:user', 'Union-of-Select'],
  ['user:timestamp', '42'],
  ['user:timestamp', ''],
  ['user:timestamp', 'a:b'],
])('in the layout %s the user %.20j is refused, and not quoted', async (layout, user) => {
  const error = await usernameOf({ layout }, user).catch((error: unknown) => error)
  expect(error).toMatchObject({ code: 'invalid-option', message: expect.stringContaining('plainUserIds') })
  if (user.length > 3) expect(String(error)).not.toContain(user)
})

test.each([0, -1, 1.5, Number.NaN, '3600', 172_801, undefined])('a ttl of %j is refused', async (ttl) => {
  const refused = coturn({ urls, secret }).generate({ ttl: ttl as number })
  await expect(refused).rejects.toMatchObject({ code: 'invalid-ttl' })
})

test.each([undefined, null, '', '  ', 42, [], [''], ['a', ''], [undefined], 'planted-secret\n', ' planted-secret'])(
  'a secret of %j is refused at creation and not quoted',
  (secret) => {
    const error = creationError({ secret })
    expect(error).toBeInstanceOf(TurnProviderError)
    expect(error).toMatchObject({ code: 'invalid-option', message: expect.stringContaining('secret') })
    expect(inspect(error)).not.toContain('planted')
  },
)

test.each([
  undefined,
  null,
  '',
  [],
  42,
  'turn.example',
  'http://turn.example',
  'turn:turn.example:53',
  'stun:turn.example',
  ['turn:turn.example', 'turn:turn.example:99999'],
  ['turn:turn.example', undefined],
])('urls of %j are refused at creation', (urls) => {
  expect(creationError({ urls })).toMatchObject({ code: 'invalid-option', message: expect.stringContaining('urls') })
})

test.each(['', '::', '1', ' ', 'é', 42, null])('a separator of %j is refused at creation', (separator) => {
  expect(creationError({ separator })).toMatchObject({ code: 'invalid-option' })
})

test.each(['user', '', null, 1])('a layout of %j is refused at creation', (layout) => {
  expect(creationError({ layout })).toMatchObject({ code: 'invalid-option' })
})

test('names a user by a hash keyed with its secret, the same each time', async () => {
  const hash = await coturn({ urls, secret }).hashUser('ann')
  expect(hash).toMatch(/^u[0-9a-f]{32}$/)
  expect(await coturn({ urls, secret }).hashUser('ann')).toBe(hash)
  expect(await coturn({ urls, secret: 'other' }).hashUser('ann')).not.toBe(hash)
  expect(await coturn({ urls, secret }).hashUser('Ann')).not.toBe(hash)
})

test('signs a user once a second', async () => {
  const sign = vi.spyOn(crypto.subtle, 'sign')
  const provider = coturn({ urls, secret })
  for (const user of ['ann', 'ann', 'bob', 'ann']) {
    const { iceServers } = await provider.generate({ ttl: 60, user })
    expect(iceServers[0]?.credential).toBe(hmac(`${end}:${user}`))
  }
  expect(sign).toHaveBeenCalledTimes(2)
  await provider.generate({ ttl: 61, user: 'ann' })
  expect(sign).toHaveBeenCalledTimes(3)
  vi.advanceTimersByTime(1000)
  const { iceServers } = await provider.generate({ ttl: 60, user: 'ann' })
  expect(iceServers[0]?.credential).toBe(hmac(`${end + 1}:ann`))
  expect(sign).toHaveBeenCalledTimes(4)
  sign.mockRestore()
})
