import { expect, test } from 'vitest'
import type { Emulator } from '../src/index.ts'
import { connect, issueCredential, nextEvent, openPeer, revokeCredential, startTestEmulator } from './lab.ts'

test.each(['udp', 'tcp'] as const)('strict: expiry ends a live allocation over %s', async (transport) => {
  const emulator = await startTestEmulator()
  const credential = await issueCredential(emulator, 1)
  const issuedAt = Date.now()
  const call = await startCall(emulator, { credential, transport })
  const dropped = nextEvent(emulator, 'dropped')
  expect(await dropped).toMatchObject({ username: credential.username, why: 'expired' })
  expect(Date.now() - issuedAt).toBeGreaterThan(900)
  expect(Date.now() - issuedAt).toBeLessThan(1900)
  await call.expectDead()
  const refused = nextEvent(emulator, 'refused')
  expect((await call.client.refresh(600)).code).toBe(401)
  expect(await refused).toMatchObject({ username: credential.username, why: 'expired' })
  expect((await call.client.allocate()).code).toBe(401)
})

test('strict: after the drop a new credential on the same 5-tuple starts afresh', async () => {
  const emulator = await startTestEmulator()
  const { client } = await startCall(emulator, { credential: await issueCredential(emulator, 1) })
  await nextEvent(emulator, 'dropped')
  const { username, credential: password } = await issueCredential(emulator)
  expect((await client.refresh(600, { username, password })).code).toBe(437)
  expect((await client.allocate({ username, password })).kind).toBe('success')
})

test('strict: a live allocation outlives its credential by the grace', async () => {
  const emulator = await startTestEmulator({ grace: 700 })
  const credential = await issueCredential(emulator, 1)
  const issuedAt = Date.now()
  await startCall(emulator, { credential })
  expect(await nextEvent(emulator, 'dropped')).toMatchObject({ why: 'expired' })
  expect(Date.now() - issuedAt).toBeGreaterThan(1600)
})

test('strict: only the allocations of the expired credential go', async () => {
  const emulator = await startTestEmulator()
  const survivor = await startCall(emulator, { credential: await issueCredential(emulator, 60) })
  await startCall(emulator, { credential: await issueCredential(emulator, 1) })
  await nextEvent(emulator, 'dropped')
  await survivor.expectAlive()
})

test('lenient: a live allocation goes on after expiry, a new one is refused', async () => {
  const emulator = await startTestEmulator({ expiry: 'lenient' })
  const credential = await issueCredential(emulator, 1)
  const call = await startCall(emulator, { credential })
  const other = await connect(emulator, { credential })
  while ((await other.allocate()).code !== 401) await other.refresh(0)
  await call.expectAlive()
  expect((await call.client.refresh(600)).kind).toBe('success')
  expect((await call.client.createPermission(call.peer)).kind).toBe('success')
  expect((await call.client.channelBind(0x4001, await openPeer())).kind).toBe('success')
})

test.each(['strict', 'lenient'] as const)('%s: revocation ends a live allocation', async (expiry) => {
  const emulator = await startTestEmulator({ expiry })
  const credential = await issueCredential(emulator)
  const call = await startCall(emulator, { credential })
  const dropped = nextEvent(emulator, 'dropped')
  await revokeCredential(emulator, credential.username)
  expect(await dropped).toMatchObject({ username: credential.username, why: 'revoked' })
  await call.expectDead()
  const refused = nextEvent(emulator, 'refused')
  expect((await call.client.refresh(600)).code).toBe(401)
  expect(await refused).toMatchObject({ why: 'revoked' })
  expect((await call.client.allocate()).code).toBe(401)
})

async function startCall(emulator: Emulator, options: Parameters<typeof connect>[1]) {
  const client = await connect(emulator, options)
  const peer = await openPeer()
  const { relay } = await client.allocate()
  await client.channelBind(0x4000, peer)
  const call = {
    client,
    peer,
    async expectAlive() {
      client.sendOn(0x4000, 'ping')
      expect((await peer.next()).text).toBe('ping')
      peer.send('pong', relay)
      expect((await client.next()).text).toBe('pong')
    },
    async expectDead() {
      client.sendOn(0x4000, 'ping')
      client.sendTo(peer, 'ping')
      peer.send('pong', relay)
      // The answer to any request shows that the packets before it have been handled.
      await client.request(1)
      expect([peer.waiting(), client.waiting()]).toEqual([0, 0])
    },
  }
  await call.expectAlive()
  return call
}
