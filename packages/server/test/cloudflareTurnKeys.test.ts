import { inspect } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { type CloudflareTurnKeysOptions, cloudflareTurnKeys, TurnProviderError } from '../src/index.ts'
import { answerWith, type Respond, startUpstream } from './support/startUpstream.ts'

const apiToken = 'planted-api-token'
const one = { uid: 'a1', name: 'calls', created: '2026-11-22T12:00:00Z', modified: '2026-11-22T12:00:00Z' }
const two = { uid: 'b2', name: 'tests', created: '2026-11-22T12:00:00Z', modified: '2026-11-22T13:00:00Z' }

/** Cloudflare's v4 envelope. */
const enveloped = (result: unknown) => ({ success: true, errors: [], messages: [], result })
const failed = (...errors: unknown[]) => ({ success: false, errors, messages: [], result: null })

async function keysFor(respond: Respond, options: Partial<CloudflareTurnKeysOptions> = {}) {
  const { baseUrl, seen, close, cutOff } = await startUpstream(respond)
  onTestFinished(close)
  const accountBaseUrl = `${baseUrl}/client/v4/`
  const keys = cloudflareTurnKeys({ accountId: 'acc/1', apiToken, accountBaseUrl, ...options })
  return { keys, seen, cutOff }
}

async function failureOf(respond: Respond, ask: 'list' | 'create' = 'create') {
  const { keys } = await keysFor(respond, { timeout: 100 })
  const error = await keys[ask]().catch((error: unknown) => error)
  expect(error).toBeInstanceOf(TurnProviderError)
  // Nothing that a log would print of it may hold a secret, causes included.
  expect(inspect(error, { depth: 9 })).not.toContain('planted')
  return error as TurnProviderError
}

const path = '/client/v4/accounts/acc%2F1/calls/turn_keys'

test('list asks with the API token and gives all keys', async () => {
  const { keys, seen } = await keysFor(answerWith(200, enveloped([one, two])))
  expect(await keys.list()).toEqual([one, two])
  expect(seen).toMatchObject([{ method: 'GET', path, body: '' }])
  expect(seen[0]?.headers.authorization).toBe(`Bearer ${apiToken}`)
})

test('get gives one key', async () => {
  const { keys, seen } = await keysFor(answerWith(200, enveloped(one)))
  expect(await keys.get('a/1')).toEqual(one)
  expect(seen).toMatchObject([{ method: 'GET', path: `${path}/a%2F1`, body: '' }])
})

test('create gives the secret', async () => {
  const { keys, seen } = await keysFor(answerWith(201, enveloped({ ...one, key: 'planted-key' })))
  expect(await keys.create({ name: 'calls' })).toEqual({ ...one, key: 'planted-key' })
  expect(seen).toMatchObject([{ method: 'POST', path, body: '{"name":"calls"}' }])
  expect(seen[0]?.headers['content-type']).toBe('application/json')
})

test('create needs no name', async () => {
  const { keys, seen } = await keysFor(answerWith(200, enveloped({ uid: 'a1', key: 'planted-key' })))
  expect(await keys.create()).toEqual({ uid: 'a1', key: 'planted-key' })
  expect(seen[0]?.body).toBe('{}')
})

test('update sends the new name', async () => {
  const { keys, seen } = await keysFor(answerWith(200, enveloped({ ...one, name: 'new' })))
  expect(await keys.update('a1', { name: 'new' })).toEqual({ ...one, name: 'new' })
  expect(seen).toMatchObject([{ method: 'PUT', path: `${path}/a1`, body: '{"name":"new"}' }])
})

test('delete gives what was deleted', async () => {
  const { keys, seen } = await keysFor(answerWith(200, enveloped(one)))
  expect(await keys.delete('a1')).toEqual(one)
  expect(seen).toMatchObject([{ method: 'DELETE', path: `${path}/a1`, body: '' }])
})

test('of all calls only create tells a secret, and no other members come through', async () => {
  const answer = { ...one, key: 'planted-key', other: 'planted' }
  const { keys } = await keysFor(answerWith(200, enveloped(answer)))
  expect(await keys.get('a1')).toEqual(one)
  expect(await keys.update('a1', { name: 'calls' })).toEqual(one)
  expect(await keys.delete('a1')).toEqual(one)
  const { keys: listing } = await keysFor(answerWith(200, enveloped([answer])))
  expect(await listing.list()).toEqual([one])
})

test('members that are missing or of another type are left out', async () => {
  const { keys } = await keysFor(answerWith(200, enveloped([{}, { uid: 7, name: null, created: 'then' }])))
  expect(await keys.list()).toEqual([{}, { created: 'then' }])
})

test('an error carries the codes and messages of Cloudflare, and not the token', async () => {
  const errors = [
    { code: 10000, message: 'Authentication error' },
    { code: 9109, message: `Unauthorized to access ${apiToken}` },
  ]
  const error = await failureOf(answerWith(403, failed(...errors)))
  expect(error).toMatchObject({ code: 'http', status: 403 })
  expect(error.message).toContain('"10000 Authentication error; 9109 Unauthorized to access [secret]"')
  expect(error.message).toContain('CLOUDFLARE_API_TOKEN')
})

test('success: false counts as an error whatever the status', async () => {
  const error = await failureOf(answerWith(200, failed({ code: 7003, message: `No route ${apiToken}` })))
  expect(error).toMatchObject({ code: 'invalid-answer' })
  expect(error.message).toContain('7003 No route [secret]')
})

test.each([
  ['HTML', '<html>planted</html>'],
  ['nothing', ''],
  ['null', 'null'],
  ['a key without its envelope', { uid: 'a1', key: 'planted-key' }],
  ['no result', { success: true }],
  ['a list', enveloped([{ uid: 'a1', key: 'planted-key' }])],
  ['no secret', enveloped({ uid: 'a1' })],
  ['an empty secret', enveloped({ uid: 'a1', key: '' })],
  ['no id', enveloped({ key: 'planted-key' })],
  ['JSON that an engine quotes in its error', '["planted",x]'],
])('create answered with %s is an invalid answer', async (_name, body) => {
  const error = await failureOf(answerWith(200, body))
  expect(error.code).toBe('invalid-answer')
  expect(error.message).toContain('POST')
})

test.each([
  ['an object', enveloped({})],
  ['a list of texts', enveloped(['a'])],
  ['null', enveloped(null)],
])('list answered with %s is an invalid answer', async (_name, body) => {
  expect((await failureOf(answerWith(200, body), 'list')).code).toBe('invalid-answer')
})

test.each<[string, Respond, string]>([
  ['is silent', () => {}, 'timeout'],
  ['breaks the connection', (response) => response.destroy(), 'network'],
  ['asks to wait', answerWith(429, {}, { 'Retry-After': '3' }), 'http'],
])('an upstream that %s is a %s error', async (_what, respond, code) => {
  expect((await failureOf(respond)).code).toBe(code)
})

test("the caller's signal ends the request", async () => {
  const controller = new AbortController()
  const { keys, cutOff } = await keysFor(() => controller.abort())
  await expect(keys.list({ signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' })
  await cutOff
})

test.each(['', ' ', '.', '..', undefined, null, 42])('a key id of %j is refused before any request', async (keyId) => {
  const { keys, seen } = await keysFor(answerWith(200, enveloped(one)))
  const id = keyId as string
  for (const refused of [keys.get(id), keys.update(id, { name: 'a' }), keys.delete(id)]) {
    await expect(refused).rejects.toMatchObject({ code: 'invalid-option' })
  }
  expect(seen).toEqual([])
})

test.each([
  [{ accountId: '' }, 'CLOUDFLARE_ACCOUNT_ID'],
  [{ accountId: undefined }, 'CLOUDFLARE_ACCOUNT_ID'],
  [{ accountId: '..' }, 'CLOUDFLARE_ACCOUNT_ID'],
  [{ apiToken: '' }, 'CLOUDFLARE_API_TOKEN'],
  [{ apiToken: undefined }, 'CLOUDFLARE_API_TOKEN'],
  [{ apiToken: 'planted-token\n' }, 'CLOUDFLARE_API_TOKEN'],
  [{ accountBaseUrl: 'api.cloudflare.com' }, 'accountBaseUrl'],
  [{ timeout: 0 }, 'timeout'],
])('%j is refused at creation, naming %s', (options, name) => {
  const create = () => cloudflareTurnKeys({ accountId: 'acc', apiToken, ...options } as CloudflareTurnKeysOptions)
  expect(create).toThrow(name)
  expect(create).not.toThrow('planted')
})
