import { type Emulator, startEmulator } from '@freshice/emulator'
import { cloudflareTurn, cloudflareTurnKeys, createIceHandler, type RTCIceServer, revokeUser } from '@freshice/server'
import { createStorage } from 'unstorage'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocate } from './allocate.ts'

// Every call of Cloudflare's TURN API through the public names, against an API that shares no code with them.

let emulator: Emulator
const issued: { username: string; customIdentifier: string | undefined }[] = []

beforeAll(async () => {
  emulator = await startEmulator()
  emulator.events.addEventListener('credential-issued', ({ detail }) => issued.push(detail))
})

afterAll(async () => {
  await emulator.close()
})

/** Tries the credential on the emulator's TURN server. */
function tryOut(iceServers: RTCIceServer[]) {
  const { username = '', credential = '' } = iceServers.find((server) => server.credential) ?? {}
  const port = Number(new URL(emulator.turnUrl.replace('turn:', 'turn://')).port)
  return { username, outcome: () => allocate({ port, username, credential }) }
}

test.each(['generate-ice-servers', 'generate'] as const)('%s makes a credential that works', async (endpoint) => {
  const { iceServers, ttl } = await cloudflareTurn({ ...emulator, endpoint }).generate({ ttl: 60, user: 'ann' })
  expect(ttl).toBe(60)
  const { username, outcome } = tryOut(iceServers)
  expect(await outcome()).toBe('allocated')
  expect(issued.find((credential) => credential.username === username)?.customIdentifier).toBe('ann')
})

test('a revoked credential works no more', async () => {
  const provider = cloudflareTurn(emulator)
  const { username, outcome } = tryOut((await provider.generate({ ttl: 60 })).iceServers)
  await provider.revoke(username)
  expect(await outcome()).not.toBe('allocated')
})

test('the form with the username in the body revokes as well', async () => {
  const calls: string[] = []
  const fetch = async (url: string, init: RequestInit) => {
    calls.push(url)
    // As if the documented path did not exist.
    return /[0-9a-f]\/revoke$/.test(url) ? new Response(null, { status: 405 }) : globalThis.fetch(url, init)
  }
  const provider = cloudflareTurn({ ...emulator, fetch })
  const { username, outcome } = tryOut((await provider.generate({ ttl: 60 })).iceServers)
  await provider.revoke(username)
  expect(calls.at(-1)).toMatch(/\/credentials\/revoke$/)
  expect(await outcome()).not.toBe('allocated')
})

test('revoking what never was is an error with status 404', async () => {
  await expect(cloudflareTurn(emulator).revoke('nobody')).rejects.toMatchObject({ code: 'http', status: 404 })
})

test('a wrong secret is refused, and named', async () => {
  const keySecret = 'planted-wrong-secret'
  const refused = cloudflareTurn({ ...emulator, keySecret }).generate({ ttl: 60 })
  await expect(refused).rejects.toMatchObject({ status: 401, message: expect.not.stringContaining('planted') })
})

test('a key is created, found, renamed, used and deleted', async () => {
  const keys = cloudflareTurnKeys(emulator)
  const { uid, key, ...created } = await keys.create({ name: 'my-turn-key' })
  expect(created).toEqual({ name: 'my-turn-key', created: expect.any(String), modified: expect.any(String) })
  expect(new Date(created.created ?? '').toISOString()).toBe(created.created)

  expect(await keys.list()).toContainEqual({ uid, ...created })
  expect(await keys.get(uid)).toEqual({ uid, ...created })
  expect(await keys.update(uid, { name: 'updated-name' })).toMatchObject({ uid, name: 'updated-name' })
  expect(JSON.stringify(await keys.list())).not.toContain(key)

  const provider = cloudflareTurn({ ...emulator, keyId: uid, keySecret: key })
  expect(await tryOut((await provider.generate({ ttl: 60 })).iceServers).outcome()).toBe('allocated')

  expect(await keys.delete(uid)).toMatchObject({ uid, name: 'updated-name' })
  await expect(keys.get(uid)).rejects.toMatchObject({ code: 'http', status: 404 })
  await expect(provider.generate({ ttl: 60 })).rejects.toMatchObject({ code: 'http' })
})

test('a key needs no name', async () => {
  const keys = cloudflareTurnKeys(emulator)
  const { uid } = await keys.create()
  await keys.delete(uid)
})

test('a wrong API token is refused with what Cloudflare says, and not quoted', async () => {
  const keys = cloudflareTurnKeys({ ...emulator, apiToken: 'planted-wrong-token' })
  const error = await keys.list().catch((error: unknown) => error)
  expect(error).toMatchObject({ code: 'http', status: 401 })
  expect(String(error)).toMatch(/said "\d+ /)
  expect(String(error)).not.toContain('planted')
})

test('logout: the credentials that a user was handed work no more, and the next one is new', async () => {
  const provider = cloudflareTurn(emulator)
  const reuse = createStorage()
  const handler = createIceHandler({ provider, authorize: () => ({ user: 'ann' }), reuse })
  const ask = async () => tryOut((await (await handler(new Request('https://app.example/'))).json()).iceServers)
  const before = await ask()
  expect((await ask()).username).toBe(before.username)
  await revokeUser({ provider, reuse, user: 'ann' })
  expect(await before.outcome()).not.toBe('allocated')
  const after = await ask()
  expect(after.username).not.toBe(before.username)
  expect(await after.outcome()).toBe('allocated')
})
