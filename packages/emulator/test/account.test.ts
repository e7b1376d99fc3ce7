import { describe, expect, test } from 'vitest'
import type { Emulator } from '../src/index.ts'
import { callApi, connect, startTestEmulator } from './lab.ts'

interface Key {
  uid: string
  key?: string
  name: string
  created: string
  modified: string
}

const described = {
  uid: expect.stringMatching(/^[0-9a-f]{32}$/),
  name: expect.any(String),
  created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  modified: expect.any(String),
}

/** A call of the account API. */
function callAccount(
  emulator: Emulator,
  options: { method?: string; path?: string; body?: unknown; token?: string; accountId?: string } = {},
): Promise<Response> {
  const { method = 'GET', path = '', body, token = emulator.apiToken, accountId = emulator.accountId } = options
  return fetch(`${emulator.accountBaseUrl}/accounts/${accountId}/calls/turn_keys${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    body: body === undefined || typeof body === 'string' ? (body ?? null) : JSON.stringify(body),
  })
}

async function result<Result = Key>(answer: Promise<Response>): Promise<Result> {
  const body = (await (await answer).json()) as { result: Result }
  expect(body).toEqual({ success: true, errors: [], messages: [], result: expect.anything() })
  return body.result
}

async function refusal(answer: Promise<Response>): Promise<{ status: number; code: number; message: string }> {
  const response = await answer
  const body = (await response.json()) as { errors: { code: number; message: string }[] }
  const error = { code: expect.any(Number), message: expect.any(String) }
  expect(body).toEqual({ success: false, errors: [error], messages: [], result: null })
  return { status: response.status, code: 0, message: '', ...body.errors[0] }
}

describe('TURN keys', () => {
  test('start with the key of the emulator, listed without its secret', async () => {
    const emulator = await startTestEmulator()
    const answer = await callAccount(emulator)
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(text).not.toContain(emulator.keySecret)
    expect(JSON.parse(text)).toEqual({
      success: true,
      errors: [],
      messages: [],
      result: [{ ...described, uid: emulator.keyId }],
    })
  })

  test('are created, shown, renamed and deleted, and tell their secret only when they are created', async () => {
    const emulator = await startTestEmulator()
    const created = await callAccount(emulator, { method: 'POST', body: { name: 'one' } })
    expect(created.status).toBe(201)
    const { uid, key, ...rest } = await result(Promise.resolve(created))
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect({ uid, ...rest }).toEqual({ ...described, name: 'one' })
    expect(rest.modified).toBe(rest.created)

    const path = `/${uid}`
    expect(await result(callAccount(emulator, { path }))).toEqual({ uid, ...rest })
    const renamed = await result(callAccount(emulator, { method: 'PUT', path, body: { name: 'two' } }))
    expect(renamed).toEqual({ uid, name: 'two', created: rest.created, modified: expect.any(String) })
    expect(Date.parse(renamed.modified)).toBeGreaterThanOrEqual(Date.parse(rest.modified))
    expect(await result(callAccount(emulator, { method: 'PUT', path, body: {} }))).toMatchObject({ name: 'two' })
    const uids = (await result<Key[]>(callAccount(emulator))).map((listed) => listed.uid)
    expect(uids).toEqual([emulator.keyId, uid])

    const deleted = await callAccount(emulator, { method: 'DELETE', path })
    expect(deleted.status).toBe(200)
    expect(await result(Promise.resolve(deleted))).toMatchObject({ uid, name: 'two' })
    expect(await result<Key[]>(callAccount(emulator))).toHaveLength(1)
    for (const method of ['GET', 'DELETE']) {
      expect((await refusal(callAccount(emulator, { method, path }))).status).toBe(404)
    }
    expect((await refusal(callAccount(emulator, { method: 'PUT', path, body: {} }))).status).toBe(404)
  })

  test('need no name', async () => {
    const emulator = await startTestEmulator()
    expect(await result(callAccount(emulator, { method: 'POST', body: {} }))).toMatchObject({ name: '' })
  })

  test('issue credentials that open allocations, until they are deleted', async () => {
    const emulator = await startTestEmulator()
    const { uid, key = '' } = await result(callAccount(emulator, { method: 'POST', body: { name: 'app' } }))
    const own = { ...emulator, keyId: uid, keySecret: key }
    const generate = { path: 'generate', body: { ttl: 60 } }
    const issued = await callApi(own, generate)
    const { iceServers } = (await issued.json()) as { iceServers: { username: string; credential: string } }
    const client = await connect(emulator, { credential: iceServers })
    expect((await client.allocate()).kind).toBe('success')
    // Each key has a secret and credentials of its own.
    expect((await callApi(own, { ...generate, secret: emulator.keySecret })).status).toBe(401)
    expect((await callApi(emulator, { path: `${iceServers.username}/revoke` })).status).toBe(404)

    await callAccount(emulator, { method: 'DELETE', path: `/${uid}` })
    expect((await callApi(own, generate)).status).toBe(404)
    expect((await client.refresh(600)).kind).toBe('success')
  })

  test('are 1,000 at most', async () => {
    const emulator = await startTestEmulator()
    const create = () => callAccount(emulator, { method: 'POST', body: {} })
    for (let count = 2; count <= 1000; count++) await (await create()).arrayBuffer()
    expect((await refusal(create())).status).toBe(400)
  })
})

describe('refusals of the account API', () => {
  test('a wrong, missing or other bearer gets 401 and code 10000', async () => {
    const emulator = await startTestEmulator()
    for (const token of ['', 'wrong', emulator.keySecret, `${emulator.apiToken}0`]) {
      expect(await refusal(callAccount(emulator, { token }))).toMatchObject({ status: 401, code: 10_000 })
    }
  })

  test('another account gets 403', async () => {
    const emulator = await startTestEmulator()
    const { accountId } = await startTestEmulator()
    expect(await refusal(callAccount(emulator, { accountId }))).toMatchObject({ status: 403, code: 10_000 })
  })

  test('the API token issues no credentials', async () => {
    const emulator = await startTestEmulator()
    const response = await callApi(emulator, { path: 'generate', body: { ttl: 60 }, secret: emulator.apiToken })
    expect(response.status).toBe(401)
  })

  test.each([{ name: 7 }, { name: null }, [], '{'])('the body %j gets 400', async (body) => {
    const emulator = await startTestEmulator()
    expect((await refusal(callAccount(emulator, { method: 'POST', body }))).status).toBe(400)
    expect((await refusal(callAccount(emulator, { method: 'PUT', path: `/${emulator.keyId}`, body }))).status).toBe(400)
  })

  test.each(['constructor', '__proto__', 'unknown'])('the key %s gets 404', async (key) => {
    const emulator = await startTestEmulator()
    expect((await refusal(callAccount(emulator, { path: `/${key}` }))).status).toBe(404)
  })

  test('unknown routes get 404 in the envelope', async () => {
    const emulator = await startTestEmulator()
    const unknown = await refusal(fetch(`${emulator.accountBaseUrl}/accounts/${emulator.accountId}/zones`))
    expect(unknown.status).toBe(404)
    expect((await refusal(callAccount(emulator, { method: 'PATCH' }))).status).toBe(404)
  })

  test('faults of the API are told in the envelope too', async () => {
    const emulator = await startTestEmulator()
    emulator.faults.api = { status: 503 }
    expect((await refusal(callAccount(emulator))).status).toBe(503)
  })
})
