import { createStorage } from 'unstorage'
import lruCache from 'unstorage/drivers/lru-cache'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createIceHandler, type ReuseStorage } from '../src/index.ts'
import { type CountingOptions, countingProvider, usernameIn } from './support/countingProvider.ts'
import { withResolvers } from './support/withResolvers.ts'

const endpoint = 'https://app.example/ice-servers'
const start = Date.parse('2026-11-22T12:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})

afterEach(() => {
  vi.useRealTimers()
})

interface SetUp extends CountingOptions {
  reuse?: ReuseStorage
  ttl?: number
  timeout?: number
}

function setUp({ reuse = createStorage(), ttl = 600, timeout, ...options }: SetUp = {}) {
  const provider = countingProvider(options)
  const errors: unknown[] = []
  const handler = createIceHandler({
    provider,
    // Each request says who sends it.
    authorize: (request) => ({ user: new URL(request.url).searchParams.get('user') ?? 'ann' }),
    reuse,
    ttl,
    timeout,
    onError: (error) => errors.push(error),
  })
  const ask = (query = '', init?: RequestInit) => handler(new Request(`${endpoint}${query}`, init))
  return { ask, provider, errors, reuse }
}

test('the same user gets the same credential again, with the life it has left', async () => {
  const { ask, provider } = setUp()
  const first = await (await ask()).json()
  expect(first.ttl).toBe(600)
  vi.setSystemTime(start + 100_400)
  const second = await (await ask()).json()
  expect(second).toEqual({ ...first, ttl: 499 })
  expect(provider.asked).toHaveLength(1)
})

test.each([
  ['just above two thirds', 199_999, 1],
  ['exactly two thirds', 200_000, 2],
  ['less', 500_000, 2],
  ['none', 700_000, 2],
  // A clock was set back: the credential would seem to live longer than it can.
  ['more than its whole life', -60_000, 2],
])('with %s of its life left (at %d ms) %d credentials are made', async (_what, at, made) => {
  const { ask, provider } = setUp()
  await ask()
  vi.setSystemTime(start + at)
  const { ttl } = await (await ask()).json()
  expect(provider.asked).toHaveLength(made)
  expect(ttl).toBe(made === 1 ? 400 : 600)
})

test('another user gets another credential', async () => {
  const { ask } = setUp()
  expect(await usernameIn(await ask('?user=ann'))).toBe('name-1')
  expect(await usernameIn(await ask('?user=bertha'))).toBe('name-2')
  expect(await usernameIn(await ask('?user=ann'))).toBe('name-1')
})

test.each([
  ['a:b', 'a/b'],
  ['a:', 'a'],
  ['a?b', 'a'],
  ['ä', 'a\u0308'],
  ['x'.repeat(10_000), 'x'.repeat(10_001)],
  ['__proto__', 'constructor'],
])('%.20j and %.20j are two users, though a storage could take one for the other', async (one, two) => {
  const provider = { generate: countingProvider().generate }
  const users = [one, two, one, two]
  const authorize = () => ({ user: users.shift() ?? '' })
  const handler = createIceHandler({ provider, authorize, reuse: createStorage() })
  const names: unknown[] = []
  while (users.length > 0) names.push(await usernameIn(await handler(new Request(endpoint))))
  expect(names).toEqual(['name-1', 'name-2', 'name-1', 'name-2'])
})

test('no user id is in the storage', async () => {
  const { ask, reuse } = setUp()
  await ask('?user=ann%40mail.example')
  const keys = await (reuse as ReturnType<typeof createStorage>).getKeys()
  expect(keys).toHaveLength(1)
  expect(JSON.stringify([keys, await reuse.getItem(keys[0] ?? '')])).not.toContain('mail.example')
})

test('a client that was refused asks for a fresh one, which is handed out from then on', async () => {
  const { ask } = setUp()
  expect(await usernameIn(await ask())).toBe('name-1')
  expect(await usernameIn(await ask('?fresh=1'))).toBe('name-2')
  expect(await usernameIn(await ask())).toBe('name-2')
})

test.each(['?fresh=0', '?fresh', '?fresh=true', '?refresh=1'])('%s does not ask for a fresh one', async (query) => {
  const { ask } = setUp()
  await ask()
  expect(await usernameIn(await ask(query))).toBe('name-1')
})

test('what the provider revoked is not handed out again', async () => {
  const { ask, provider } = setUp()
  expect(await usernameIn(await ask())).toBe('name-1')
  await provider.revoke?.('name-1')
  expect(await usernameIn(await ask())).toBe('name-2')
})

test('under another ttl a credential is not handed out', async () => {
  const reuse = createStorage()
  await setUp({ reuse, ttl: 600 }).ask()
  const { ask, provider } = setUp({ reuse, ttl: 3600 })
  expect(await (await ask()).json()).toMatchObject({ ttl: 3600 })
  expect(provider.asked).toHaveLength(1)
})

test('1,000 requests of one user at the same time get one credential', async () => {
  const { ask, provider } = setUp({ before: () => new Promise((resolve) => setTimeout(resolve, 20)) })
  const responses = await Promise.all(Array.from({ length: 1000 }, () => ask()))
  expect(new Set(await Promise.all(responses.map(usernameIn)))).toEqual(new Set(['name-1']))
  expect(provider.asked).toHaveLength(1)
})

test('who joins late is told the life that is left, not the whole', async () => {
  const answer = withResolvers()
  const asked = withResolvers()
  const before = () => {
    asked.resolve()
    return answer.promise
  }
  const { ask } = setUp({ before })
  const first = ask()
  await asked.promise
  vi.setSystemTime(start + 2_000)
  const second = ask()
  // So that the second has joined.
  await new Promise((resolve) => setImmediate(resolve))
  answer.resolve()
  expect(await (await first).json()).toMatchObject({ ttl: 600 })
  expect(await (await second).json()).toMatchObject({ ttl: 598 })
})

test('requests for a fresh one at the same time get one new credential', async () => {
  const { ask, provider } = setUp()
  await ask()
  const responses = await Promise.all(Array.from({ length: 50 }, () => ask('?fresh=1')))
  expect(new Set(await Promise.all(responses.map(usernameIn)))).toEqual(new Set(['name-2']))
  expect(provider.asked).toHaveLength(2)
})

test('a failure is handed to all who waited, and forgotten', async () => {
  let fails = true
  const before = async () => {
    if (fails) throw new Error('planted')
  }
  const { ask, provider } = setUp({ before })
  const responses = await Promise.all([ask(), ask(), ask()])
  expect(responses.map(({ status }) => status)).toEqual([500, 500, 500])
  expect(provider.asked).toHaveLength(1)
  fails = false
  expect((await ask()).status).toBe(200)
})

test('a client that leaves takes nothing from those who wait with it', async () => {
  const { promise, resolve } = withResolvers()
  const { ask, provider } = setUp({ before: () => promise })
  const controller = new AbortController()
  const leaving = ask('', { signal: controller.signal })
  const staying = ask()
  controller.abort()
  expect((await leaving).status).toBe(499)
  resolve()
  expect((await staying).status).toBe(200)
  expect(provider.asked).toHaveLength(1)
})

test('when all have left the provider is told, and the next one starts anew', async () => {
  const { promise, resolve } = withResolvers()
  const { ask, provider, errors } = setUp({ before: () => promise })
  const controller = new AbortController()
  const leaving = ask('', { signal: controller.signal })
  await vi.waitFor(() => expect(provider.asked).toHaveLength(1))
  controller.abort()
  expect((await leaving).status).toBe(499)
  expect(provider.asked[0]?.signal?.aborted).toBe(true)
  const next = ask()
  resolve()
  expect((await next).status).toBe(200)
  expect(provider.asked).toHaveLength(2)
  expect(errors).toEqual([])
})

const fails = async () => {
  throw new Error('storage is down')
}
const hangs = () => new Promise<never>(() => {})

test.each<[string, Partial<ReuseStorage>, number]>([
  ['cannot be read', { getItem: fails }, 1],
  ['cannot be written', { setItem: fails }, 1],
  ['can neither', { getItem: fails, setItem: fails }, 2],
  ['hangs', { getItem: hangs, setItem: hangs }, 2],
])('a storage that %s costs a new credential, not the call, and onError is told', async (_what, faults, told) => {
  const { getItem, setItem, removeItem } = createStorage()
  const { ask, errors } = setUp({ reuse: { getItem, setItem, removeItem, ...faults }, timeout: 30 })
  expect((await ask()).status).toBe(200)
  expect(errors).toHaveLength(told)
})

test.each([
  'text',
  42,
  [],
  {},
  { answer: {}, ttl: 600, living: [] },
  { answer: null, ttl: 600, living: [] },
  { answer: { iceServers: 'turn:', ttl: 600, expiresAt: 'never' }, ttl: 600, living: [] },
  { answer: { iceServers: [], ttl: 600, expiresAt: 'never' }, ttl: 600, living: [] },
  { answer: { iceServers: [], ttl: 600, expiresAt: '2026-11-22T12:10:00Z' }, ttl: 600, living: [null] },
  { answer: { iceServers: [null], ttl: 600, expiresAt: '2026-11-22T12:10:00Z' }, ttl: 600, living: [] },
  { answer: { iceServers: ['turn:x'], ttl: 600, expiresAt: '2026-11-22T12:10:00Z' }, ttl: 600, living: [] },
  { answer: { iceServers: [{}], ttl: 600, expiresAt: '2026-11-22T12:10:00Z' }, ttl: 600, living: [] },
])('a stored %j is as good as nothing', async (value) => {
  const { ask, reuse, errors, provider } = setUp()
  await ask()
  const [key = ''] = await (reuse as ReturnType<typeof createStorage>).getKeys()
  await reuse.setItem(key, value as never, { ttl: 600 })
  expect(await usernameIn(await ask())).toBe('name-2')
  expect(provider.asked).toHaveLength(2)
  expect(errors).toEqual([])
})

test('the storage is told how long the credential lives, in seconds', async () => {
  const { getItem, setItem, removeItem } = createStorage()
  const ttls: number[] = []
  const spied: ReuseStorage['setItem'] = (key, value, options) => {
    ttls.push(options.ttl)
    return setItem(key, value)
  }
  await setUp({ reuse: { getItem, setItem: spied, removeItem } }).ask()
  expect(ttls).toEqual([600])
})

test('a provider that tells no end is not kept, and onError is told', async () => {
  const errors: unknown[] = []
  const iceServers = [{ urls: 'turn:turn.example', username: 'name', credential: 'planted' }]
  const handler = createIceHandler({
    provider: { generate: async ({ ttl }) => ({ iceServers, ttl, expiresAt: '' }) },
    authorize: () => ({ user: 'ann' }),
    reuse: createStorage(),
    onError: (error) => errors.push(error),
  })
  expect((await handler(new Request(endpoint))).status).toBe(200)
  expect(errors).toMatchObject([{ code: 'invalid-answer' }])
})

test("unstorage's lru-cache driver does as well", async () => {
  const { ask } = setUp({ reuse: createStorage({ driver: lruCache({ max: 10 }) }) })
  expect(await usernameIn(await ask())).toBe('name-1')
  expect(await usernameIn(await ask())).toBe('name-1')
})

test.each([null, true, 'memory', {}, new Map(), { getItem: fails, setItem: fails }])(
  'a reuse of %j is refused at creation',
  (reuse) => {
    const create = () =>
      createIceHandler({ provider: countingProvider(), authorize: () => null, reuse: reuse as unknown as ReuseStorage })
    expect(create).toThrow(/option reuse/)
  },
)
