import { describe, expect, test } from 'vitest'
import { callApi, issueCredential, nextEvent, startTestEmulator } from './lab.ts'

const hex96 = /^[0-9a-f]{96}$/

describe('generate-ice-servers', () => {
  test('answers 201 with a STUN entry and a TURN entry', async () => {
    const emulator = await startTestEmulator()
    const host = emulator.turnUrl.replace('turn:', '')
    const response = await callApi(emulator, { path: 'generate-ice-servers', body: { ttl: 60 } })
    expect(response.status).toBe(201)
    expect(await response.json()).toEqual({
      iceServers: [
        { urls: [`stun:${host}`] },
        {
          urls: [`turn:${host}?transport=udp`, `turn:${host}?transport=tcp`],
          username: expect.stringMatching(hex96),
          credential: expect.stringMatching(hex96),
        },
      ],
    })
  })

  test('tells who was issued what, and until when', async () => {
    const emulator = await startTestEmulator()
    const issued = nextEvent(emulator, 'credential-issued')
    const before = Date.now()
    await callApi(emulator, { path: 'generate-ice-servers', body: { ttl: 60, customIdentifier: 'user-1' } })
    const { username, customIdentifier, expiresAt } = await issued
    expect(username).toMatch(hex96)
    expect(customIdentifier).toBe('user-1')
    expect(expiresAt - before).toBeGreaterThanOrEqual(60_000)
    expect(expiresAt - before).toBeLessThan(61_000)
  })
})

test('generate answers 201 with one object of all URLs', async () => {
  const emulator = await startTestEmulator()
  const host = emulator.turnUrl.replace('turn:', '')
  const response = await callApi(emulator, { path: 'generate', body: { ttl: 172_800 } })
  expect(response.status).toBe(201)
  expect(await response.json()).toEqual({
    iceServers: {
      urls: [`stun:${host}`, `turn:${host}?transport=udp`, `turn:${host}?transport=tcp`],
      username: expect.stringMatching(hex96),
      credential: expect.stringMatching(hex96),
    },
  })
})

describe('errors', () => {
  test.each([0, -1, 1.5, 172_801, '60', null, undefined, true, [60]])('a ttl of %j is refused by name', async (ttl) => {
    const emulator = await startTestEmulator()
    for (const path of ['generate', 'generate-ice-servers']) {
      const response = await callApi(emulator, { path, body: { ttl } })
      expect(response.status).toBe(400)
      expect(await response.json()).toEqual({ error: expect.stringContaining('ttl') })
    }
  })

  test.each(['', '{', '[]', 'null', '"ttl"'])('the body %j is refused with 400', async (body) => {
    const emulator = await startTestEmulator()
    const response = await callApi(emulator, { path: 'generate', body })
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: expect.any(String) })
  })

  test('a customIdentifier that is no string is refused', async () => {
    const emulator = await startTestEmulator()
    const response = await callApi(emulator, { path: 'generate', body: { ttl: 60, customIdentifier: 7 } })
    expect(response.status).toBe(400)
  })

  test('a wrong or missing secret is refused with 401', async () => {
    const emulator = await startTestEmulator()
    const url = `${emulator.baseUrl}/v1/turn/keys/${emulator.keyId}/credentials/generate`
    const body = JSON.stringify({ ttl: 60 })
    const wrong = ['', 'Bearer', `Bearer ${emulator.keySecret}0`, `Basic ${emulator.keySecret}`, emulator.keySecret]
    for (const authorization of wrong) {
      expect((await fetch(url, { method: 'POST', body, headers: { authorization } })).status).toBe(401)
    }
    const response = await fetch(url, { method: 'POST', body })
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({ error: expect.stringContaining('Authorization') })
  })

  test.each(['unknown', '__proto__', 'constructor'])('the key %s is answered with 404', async (key) => {
    const emulator = await startTestEmulator()
    const headers = { authorization: `Bearer ${emulator.keySecret}` }
    const url = `${emulator.baseUrl}/v1/turn/keys/${key}/credentials/generate`
    expect((await fetch(url, { method: 'POST', body: '{"ttl":60}', headers })).status).toBe(404)
  })

  test('unknown routes are answered with 404 in JSON', async () => {
    const emulator = await startTestEmulator()
    const response = await fetch(emulator.baseUrl)
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ error: expect.any(String) })
  })

  test('a large body is refused with 413', async () => {
    const emulator = await startTestEmulator()
    const body = { ttl: 60, customIdentifier: 'x'.repeat(20_000) }
    expect((await callApi(emulator, { path: 'generate', body })).status).toBe(413)
  })
})

test('a body that comes in pieces, without its length, is read', async () => {
  const emulator = await startTestEmulator()
  const url = `${emulator.baseUrl}/v1/turn/keys/${emulator.keyId}/credentials/generate`
  const headers = { authorization: `Bearer ${emulator.keySecret}` }
  const body = new Blob(['{"tt', 'l":60}']).stream()
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' }
  const response = await fetch(url, init)
  expect(response.status).toBe(201)
})

describe('revoke', () => {
  test('takes the username in the path or in the body, and again', async () => {
    const emulator = await startTestEmulator()
    const first = await issueCredential(emulator)
    const second = await issueCredential(emulator)
    const revoked = nextEvent(emulator, 'credential-revoked')
    const inPath = await callApi(emulator, { path: `${first.username}/revoke` })
    expect([inPath.status, await inPath.text()]).toEqual([204, ''])
    expect(await revoked).toEqual({ username: first.username })
    expect((await callApi(emulator, { path: 'revoke', body: { username: second.username } })).status).toBe(204)
    expect((await callApi(emulator, { path: `${first.username}/revoke` })).status).toBe(204)
  })

  test('answers 404 to an unknown username and 400 to none', async () => {
    const emulator = await startTestEmulator()
    expect((await callApi(emulator, { path: 'nobody/revoke' })).status).toBe(404)
    expect((await callApi(emulator, { path: 'revoke', body: { username: '__proto__' } })).status).toBe(404)
    expect((await callApi(emulator, { path: 'revoke', body: {} })).status).toBe(400)
  })

  test('asks for the secret', async () => {
    const emulator = await startTestEmulator()
    const { username } = await issueCredential(emulator)
    expect((await callApi(emulator, { path: `${username}/revoke`, secret: 'wrong' })).status).toBe(401)
  })
})
