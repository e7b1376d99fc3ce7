import { createStorage } from 'unstorage'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createIceHandler, revokeUser, TurnProviderError } from '../src/index.ts'
import { countingProvider, usernameIn } from './support/countingProvider.ts'
import { withResolvers } from './support/withResolvers.ts'

const start = Date.parse('2026-11-22T12:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})

afterEach(() => {
  vi.useRealTimers()
})

function setUp(revoke?: (username: string) => Promise<void>) {
  const provider = countingProvider(revoke && { revoke })
  const reuse = createStorage()
  const authorize = (request: Request) => ({ user: new URL(request.url).searchParams.get('user') ?? 'ann' })
  const handler = createIceHandler({ provider, authorize, reuse, ttl: 600 })
  const ask = async (query = '') => usernameIn(await handler(new Request(`https://app.example/${query}`)))
  return { provider, reuse, ask, options: { provider, reuse, user: 'ann' } }
}

test('every credential of the user that may still live is revoked, and none is handed out again', async () => {
  const { provider, options, ask } = setUp()
  await ask()
  vi.setSystemTime(start + 300_000)
  await ask()
  await ask('?fresh=1')
  await ask('?user=bertha')
  await revokeUser(options)
  expect(provider.revoked).toEqual(['name-1', 'name-2', 'name-3'])
  expect(await ask()).toBe('name-5')
  expect(await ask('?user=bertha')).toBe('name-4')
})

test('what has run out by itself is not revoked', async () => {
  const { provider, options, ask } = setUp()
  await ask()
  vi.setSystemTime(start + 599_000)
  await ask()
  vi.setSystemTime(start + 600_000)
  await revokeUser(options)
  expect(provider.revoked).toEqual(['name-2'])
})

test('nothing is left in the storage', async () => {
  const { reuse, options, ask } = setUp()
  await ask()
  await revokeUser(options)
  expect(await reuse.getKeys()).toEqual([])
})

test('a user without credentials has nothing to revoke', async () => {
  const { provider, options } = setUp()
  await revokeUser(options)
  expect(provider.revoked).toEqual([])
})

test('it is not handed out while it is being revoked', async () => {
  const begun = withResolvers()
  const end = withResolvers()
  const { options, ask } = setUp(() => {
    begun.resolve()
    return end.promise
  })
  await ask()
  const revoking = revokeUser(options)
  await begun.promise
  expect(await ask()).toBe('name-2')
  end.resolve()
  await revoking
})

test('one that cannot be revoked now rejects, the others are, and the next call tries it again', async () => {
  const broken = new Set(['name-1'])
  const failure = new TurnProviderError('http', 'planted', { status: 500 })
  const { provider, options, ask } = setUp(async (username) => {
    if (broken.has(username)) throw failure
  })
  await ask()
  await ask('?fresh=1')
  await expect(revokeUser(options)).rejects.toBe(failure)
  expect(provider.revoked).toEqual(['name-2'])
  broken.clear()
  await revokeUser(options)
  expect(provider.revoked).toEqual(['name-2', 'name-1'])
})

test('one that the provider knows no more counts as ended', async () => {
  const { options, ask } = setUp(() => Promise.reject(new TurnProviderError('http', 'planted', { status: 404 })))
  await ask()
  await expect(revokeUser(options)).resolves.toBeUndefined()
})

test('a provider that cannot revoke is refused', async () => {
  const { revoke: _, ...provider } = countingProvider()
  const revoking = revokeUser({ provider, reuse: createStorage(), user: 'ann' })
  await expect(revoking).rejects.toMatchObject({ code: 'invalid-option' })
})
