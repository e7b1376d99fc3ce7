import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { attribute, attributeValue, encodeMessage, method } from '../src/stun/message.ts'
import { connect, issueCredential, nextEvent, openPeer, startTestEmulator } from './lab.ts'
import { requestedUdp } from './turnClient.ts'

describe('refusals', () => {
  test.each(['constructor', '__proto__', 'toString', '', 'nobody'])('the username %j gets 401', async (username) => {
    const emulator = await startTestEmulator()
    const client = await connect(emulator, { credential: { username, credential: 'undefined' } })
    const refused = nextEvent(emulator, 'refused')
    expect(await client.allocate()).toMatchObject({ code: 401, isSigned: false })
    expect(await refused).toEqual({ username, code: 401, why: 'unknown-user' })
  })

  test('a wrong password gets 401', async () => {
    const emulator = await startTestEmulator()
    const { username } = await issueCredential(emulator)
    const client = await connect(emulator, { credential: { username, credential: 'wrong' } })
    const refused = nextEvent(emulator, 'refused')
    expect((await client.allocate()).code).toBe(401)
    expect(await refused).toEqual({ username, code: 401, why: 'wrong-credential' })
  })

  test('another good credential on the same allocation gets 441', async () => {
    const emulator = await startTestEmulator()
    const client = await connect(emulator)
    await client.allocate()
    const { username, credential: password } = await issueCredential(emulator)
    expect((await client.refresh(600, { username, password })).code).toBe(441)
    expect((await client.refresh(600)).kind).toBe('success')
  })

  test('an attribute that must be understood and is not gets 420 and its name', async () => {
    const client = await connect(await startTestEmulator())
    for (const type of [0x7f00, attribute.dontFragment]) {
      const answer = await client.allocate({ attributes: [requestedUdp, { type, value: Buffer.alloc(0) }] })
      expect(answer).toMatchObject({ code: 420, isSigned: true })
      expect(attributeValue(answer, attribute.unknownAttributes)?.readUInt16BE()).toBe(type)
    }
  })

  test.each([
    ['no transport', 400, []],
    ['TCP to peers', 442, [{ type: attribute.requestedTransport, value: Buffer.from([6, 0, 0, 0]) }]],
    ['an IPv6 relay', 440, [requestedUdp, { type: 0x0017, value: Buffer.from([2, 0, 0, 0]) }]],
    ['an unknown token', 508, [requestedUdp, { type: attribute.reservationToken, value: Buffer.alloc(8) }]],
  ])('Allocate with %s gets %i', async (_, code, attributes) => {
    const client = await connect(await startTestEmulator())
    expect(await client.allocate({ attributes })).toMatchObject({ code, isSigned: true })
  })

  test('a peer beyond this machine gets 403', async () => {
    const emulator = await startTestEmulator()
    const client = await connect(emulator)
    await client.allocate()
    for (const address of ['192.0.2.1', '10.0.0.1', '0.0.0.0', '128.0.0.1', '255.255.255.255']) {
      const refused = nextEvent(emulator, 'refused')
      expect(await client.createPermission({ address, port: 9 })).toMatchObject({ code: 403, isSigned: true })
      expect(await refused).toMatchObject({ code: 403, why: 'forbidden-peer' })
      expect((await client.channelBind(0x4000, { address, port: 9 })).code).toBe(403)
    }
  })

  test('one forbidden peer among several refuses them all', async () => {
    const client = await connect(await startTestEmulator())
    const peer = await openPeer()
    const { relay } = await client.allocate()
    expect((await client.createPermission(peer, { address: '192.0.2.1', port: 9 })).code).toBe(403)
    peer.send('not permitted', relay)
    await client.refresh(600)
    expect(client.waiting()).toBe(0)
  })

  test('requests without an allocation get 437, data without a permission goes nowhere', async () => {
    const client = await connect(await startTestEmulator())
    const peer = await openPeer()
    expect((await client.createPermission(peer)).code).toBe(437)
    expect((await client.channelBind(0x4000, peer)).code).toBe(437)
    await client.allocate()
    client.sendTo(peer, 'not permitted')
    client.sendOn(0x4000, 'not bound')
    await client.refresh(600)
    expect(peer.waiting()).toBe(0)
  })

  test('a channel that is bound otherwise, or no channel number, gets 400', async () => {
    const client = await connect(await startTestEmulator())
    const [one, two] = [await openPeer(), await openPeer()]
    await client.allocate()
    expect((await client.channelBind(0x4000, one)).kind).toBe('success')
    expect((await client.channelBind(0x4000, one)).kind).toBe('success')
    expect((await client.channelBind(0x4000, two)).code).toBe(400)
    expect((await client.channelBind(0x4001, one)).code).toBe(400)
    expect((await client.channelBind(0x3fff, two)).code).toBe(400)
    expect((await client.channelBind(0x8000, two)).code).toBe(400)
  })

  test('more allocations than the quota get 486', async () => {
    const emulator = await startTestEmulator({ quotas: { total: 3, perCredential: 2 } })
    const credential = await issueCredential(emulator)
    const clients = await Promise.all([1, 2, 3].map(() => connect(emulator, { credential })))
    const codes = (await Promise.all(clients.map((client) => client.allocate()))).map(({ code }) => code)
    expect(codes.sort()).toEqual([0, 0, 486])
    expect((await (await connect(emulator)).allocate()).code).toBe(0)
    expect((await (await connect(emulator)).allocate()).code).toBe(486)
  })

  test('a signed request without a username gets 400', async () => {
    const client = await connect(await startTestEmulator())
    const value = randomBytes(20)
    const attributes = [requestedUdp, { type: attribute.messageIntegrity, value }]
    expect((await client.ask(method.allocate, { isBare: true, attributes })).code).toBe(400)
  })

  test('an unknown method and a wrong fingerprint get no answer', async () => {
    const client = await connect(await startTestEmulator())
    let isAnswered = false
    const unknown = client.ask(0x00a, { isBare: true })
    const spoil = (packet: Buffer) => Buffer.concat([packet.subarray(0, -1), Buffer.from([1])])
    const spoiled = client.ask(method.binding, { isBare: true, spoil })
    for (const answer of [unknown, spoiled]) answer.then(() => (isAnswered = true))
    client.send(encodeMessage({ kind: 'success', method: 1, transactionId: randomBytes(12), attributes: [] }))
    await client.ask(method.binding, { isBare: true })
    expect(isAnswered).toBe(false)
  })
})
