import { describe, expect, test } from 'vitest'
import type { Emulator } from '../src/index.ts'
import { callApi, connect, issueCredential, startTestEmulator } from './lab.ts'

const generate = { path: 'generate', body: { ttl: 60 } }

function control(emulator: Emulator, path: string, init: RequestInit & { body?: string } = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${emulator.apiToken}`, ...init.headers }
  return fetch(`${emulator.controlUrl}/${path}`, { ...init, headers })
}

describe('the control API', () => {
  test('sets faults, shows them and takes them back, whatever the faults are', async () => {
    const emulator = await startTestEmulator()
    const body = JSON.stringify({ relayDelay: 20, api: { status: 500 } })
    const set = await control(emulator, 'faults', { method: 'PATCH', body })
    const faults = { relayDelay: 20, relayLoss: 0, api: { status: 500 }, turn: {} }
    expect([set.status, await set.json()]).toEqual([200, faults])
    expect((await callApi(emulator, generate)).status).toBe(500)
    expect(emulator.faults.relayDelay).toBe(20)
    expect(await (await control(emulator, 'faults')).json()).toEqual(faults)
    await control(emulator, 'faults', { method: 'DELETE' })
    expect(emulator.faults).toEqual({ relayDelay: 0, relayLoss: 0, api: {}, turn: {} })
    expect((await callApi(emulator, generate)).status).toBe(201)
  })

  test.each([
    [{ relayDelay: 5, relayLoss: 2 }, 'faults.relayLoss must be a number from 0 to 1, not 2.'],
    [{ relaydelay: 5 }, 'faults has no relaydelay; it has relayDelay, relayLoss, api, turn.'],
    [{ api: { status: '500' } }, 'faults.api.status must be a whole number from 200 to 599, not 500.'],
    [{ turn: { methods: ['all'] } }, 'faults.turn.methods must be a list of'],
    [{ api: [] }, 'faults.api must be an object, not [].'],
    [JSON.parse('{"__proto__":{}}'), 'faults has no __proto__'],
  ])('refuses %j and sets nothing', async (faults, message) => {
    const emulator = await startTestEmulator()
    const answer = await control(emulator, 'faults', { method: 'PATCH', body: JSON.stringify(faults) })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({ error: expect.stringContaining(message) })
    expect(emulator.faults).toEqual({ relayDelay: 0, relayLoss: 0, api: {}, turn: {} })
  })

  test('shows a snapshot', async () => {
    const emulator = await startTestEmulator()
    await (await connect(emulator)).allocate()
    const seen = await (await control(emulator, 'snapshot')).json()
    expect(seen).toEqual(JSON.parse(JSON.stringify(emulator.snapshot())))
    expect(seen.allocations).toHaveLength(1)
  })

  test('restarts the TURN server and changes its secret', async () => {
    const emulator = await startTestEmulator()
    const client = await connect(emulator)
    await client.allocate()
    expect((await control(emulator, 'restart-turn', { method: 'POST', body: '{"downtime":10}' })).status).toBe(204)
    expect(emulator.snapshot().allocations).toEqual([])
    expect((await control(emulator, 'restart-turn', { method: 'POST', body: '{"downtime":-1}' })).status).toBe(400)
    expect((await control(emulator, 'restart-turn', { method: 'POST' })).status).toBe(204)
    expect((await control(emulator, 'change-secret', { method: 'POST' })).status).toBe(204)
    expect((await client.allocate()).code).toBe(401)
  })

  test('asks for the bearer', async () => {
    const emulator = await startTestEmulator()
    for (const authorization of ['', 'Bearer wrong', `Bearer ${emulator.keySecret}`]) {
      expect((await control(emulator, 'snapshot', { headers: { authorization } })).status).toBe(401)
    }
  })

  test('is closed to web pages, even with the bearer', async () => {
    const emulator = await startTestEmulator()
    for (const origin of ['https://example.org', 'null', emulator.baseUrl]) {
      const answer = await control(emulator, 'faults', { method: 'DELETE', headers: { origin } })
      expect(answer.status).toBe(403)
    }
  })
})

test('a snapshot tells who relays what to whom, and who was refused, and holds no secret', async () => {
  const emulator = await startTestEmulator()
  const customIdentifier = 'user-1'
  const issued = await callApi(emulator, { path: 'generate', body: { ttl: 60, customIdentifier } })
  const { iceServers: credential } = (await issued.json()) as { iceServers: { username: string; credential: string } }
  const { username } = credential
  const [one, two] = [await connect(emulator, { credential }), await connect(emulator, { transport: 'tcp' })]
  const [first, second] = [await one.allocate(), await two.allocate()]
  await one.channelBind(0x4000, second.relay)
  await two.createPermission(first.relay)
  one.sendOn(0x4000, 'twelve bytes')
  await two.next()
  const stranger = await connect(emulator, { credential: { username: 'nobody', credential: 'x' } })
  await stranger.allocate()

  const snapshot = emulator.snapshot()
  expect(snapshot.credentials[0]).toEqual({
    username,
    customIdentifier,
    keyId: emulator.keyId,
    issuedAt: expect.any(Number),
    expiresAt: expect.any(Number),
    isRevoked: false,
  })
  const { port } = second.relay
  expect(snapshot.allocations).toEqual([
    {
      username,
      transport: 'udp',
      client: `127.0.0.1:${first.mapped?.port}`,
      relayPort: first.relay.port,
      createdAt: expect.any(Number),
      expiresAt: snapshot.credentials[0]?.expiresAt,
      permissions: [{ address: '127.0.0.1', expiresAt: expect.any(Number) }],
      channels: [{ channel: 0x4000, peer: `127.0.0.1:${port}`, expiresAt: expect.any(Number) }],
      sent: { packets: 1, bytes: 12 },
      received: { packets: 0, bytes: 0 },
    },
    expect.objectContaining({
      transport: 'tcp',
      relayPort: port,
      sent: { packets: 0, bytes: 0 },
      received: { packets: 1, bytes: 12 },
    }),
  ])
  expect(snapshot.refusals).toEqual([{ at: expect.any(Number), username: 'nobody', code: 401, why: 'unknown-user' }])
  const text = JSON.stringify(snapshot)
  for (const secret of [credential.credential, emulator.keySecret, emulator.apiToken])
    expect(text).not.toContain(secret)

  await one.refresh(0)
  expect(emulator.snapshot().allocations).toHaveLength(1)
})

test('a snapshot knows what was revoked', async () => {
  const emulator = await startTestEmulator()
  const { username } = await issueCredential(emulator)
  await callApi(emulator, { path: `${username}/revoke` })
  expect(emulator.snapshot().credentials).toMatchObject([{ username, isRevoked: true }])
})
