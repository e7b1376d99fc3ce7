import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { attribute, attributeValue, method } from '../src/stun/message.ts'
import { connect, nextEvent, openPeer, startTestEmulator } from './lab.ts'
import { addressOf, requestedUdp } from './turnClient.ts'

describe.each(['udp', 'tcp'] as const)('over %s', (transport) => {
  test('STUN Binding tells the client its address', async () => {
    const client = await connect(await startTestEmulator(), { transport })
    const answer = await client.ask(method.binding, { isBare: true })
    expect(addressOf(answer, attribute.xorMappedAddress)).toMatchObject({ address: '127.0.0.1' })
    expect(attributeValue(answer, attribute.software)?.toString()).toContain('emulator')
  })

  test('Allocate challenges first, then gives a relay address, signed', async () => {
    const emulator = await startTestEmulator()
    const client = await connect(emulator, { transport })
    const challenge = await client.ask(method.allocate, { isBare: true, attributes: [requestedUdp] })
    expect(challenge.code).toBe(401)
    expect(attributeValue(challenge, attribute.realm)?.toString()).toBeTruthy()
    expect(attributeValue(challenge, attribute.nonce)?.toString()).toBeTruthy()
    const allocated = nextEvent(emulator, 'allocated')
    const answer = await client.allocate()
    expect(answer).toMatchObject({ kind: 'success', isSigned: true, lifetime: 600 })
    expect(answer.relay).toMatchObject({ address: '127.0.0.1', port: expect.any(Number) })
    expect(await allocated).toMatchObject({ transport, relayPort: answer.relay.port })
  })

  test('data is relayed both ways, by indications and by a channel', async () => {
    const client = await connect(await startTestEmulator(), { transport })
    const peer = await openPeer()
    const { relay } = await client.allocate()
    expect(await client.createPermission(peer)).toMatchObject({ kind: 'success', isSigned: true })
    client.sendTo(peer, 'by indication')
    expect(await peer.next()).toEqual({ text: 'by indication', from: expect.objectContaining(relay) })
    peer.send('back by indication', relay)
    expect(await client.next()).toMatchObject({
      text: 'back by indication',
      peer: { address: peer.address, port: peer.port },
    })
    expect(await client.channelBind(0x4000, peer)).toMatchObject({ kind: 'success', isSigned: true })
    client.sendOn(0x4000, 'by channel')
    expect(await peer.next()).toEqual({ text: 'by channel', from: expect.objectContaining(relay) })
    peer.send('back by channel', relay)
    expect(await client.next()).toEqual({ text: 'back by channel', channel: 0x4000 })
  })

  test('two clients talk through two relays', async () => {
    const emulator = await startTestEmulator()
    const one = await connect(emulator, { transport })
    const two = await connect(emulator, { transport })
    const first = await one.allocate()
    const second = await two.allocate()
    await one.channelBind(0x4000, second.relay)
    await two.channelBind(0x4000, first.relay)
    one.sendOn(0x4000, 'over two relays')
    expect(await two.next()).toEqual({ text: 'over two relays', channel: 0x4000 })
  })

  test('the same Allocate again gets the same answer, another one gets 437', async () => {
    const client = await connect(await startTestEmulator(), { transport })
    const transactionId = randomBytes(12)
    const first = await client.allocate({ transactionId })
    const again = await client.allocate({ transactionId })
    expect(again.relay).toEqual(first.relay)
    expect((await client.allocate()).code).toBe(437)
  })
})

test('a relay port is even for whom that matters', async () => {
  const emulator = await startTestEmulator()
  const attributes = [requestedUdp, { type: attribute.evenPort, value: Buffer.from([0]) }]
  for (let count = 0; count < 10; count++) {
    const { relay } = await (await connect(emulator)).allocate({ attributes })
    expect(relay.port % 2).toBe(0)
  }
})

test('the port next to an even one is held for who has the token, once', async () => {
  const emulator = await startTestEmulator()
  const pair = [requestedUdp, { type: attribute.evenPort, value: Buffer.from([0x80]) }]
  const first = await (await connect(emulator)).allocate({ attributes: pair })
  expect(first.relay.port % 2).toBe(0)
  const value = attributeValue(first, attribute.reservationToken) ?? Buffer.alloc(0)
  expect(value).toHaveLength(8)
  const reserved = [requestedUdp, { type: attribute.reservationToken, value }]
  const client = await connect(emulator)
  const second = await client.allocate({ attributes: reserved })
  expect(second.relay.port).toBe(first.relay.port + 1)
  const peer = await openPeer()
  await client.createPermission(peer)
  peer.send('over the reserved port', second.relay)
  expect((await client.next()).text).toBe('over the reserved port')
  expect((await (await connect(emulator)).allocate({ attributes: reserved })).code).toBe(508)
  const both = [...reserved, { type: attribute.evenPort, value: Buffer.from([0]) }]
  expect((await (await connect(emulator)).allocate({ attributes: both })).code).toBe(400)
})

test('ports that are held are given back when the emulator is closed', async () => {
  const emulator = await startTestEmulator()
  const pair = [requestedUdp, { type: attribute.evenPort, value: Buffer.from([0x80]) }]
  const { relay } = await (await connect(emulator)).allocate({ attributes: pair })
  await emulator.close()
  const socket = createSocket('udp4').bind(relay.port + 1, '127.0.0.1')
  await once(socket, 'listening')
  socket.close()
})
