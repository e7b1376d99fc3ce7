import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { attribute, attributeValue, method } from '../src/stun/message.ts'
import { connect, nextEvent, openPeer, startTestEmulator } from './lab.ts'
import { requestedUdp } from './turnClient.ts'

describe('lifetimes', () => {
  test('are as asked for, between the default and the most', async () => {
    const client = await connect(await startTestEmulator())
    await client.allocate()
    expect((await client.refresh(30)).lifetime).toBe(600)
    expect((await client.refresh(1800)).lifetime).toBe(1800)
    expect((await client.refresh(86_400)).lifetime).toBe(3600)
  })

  test('a Refresh of 0 releases the allocation', async () => {
    const emulator = await startTestEmulator()
    const client = await connect(emulator)
    await client.allocate()
    const dropped = nextEvent(emulator, 'dropped')
    expect((await client.refresh(0)).lifetime).toBe(0)
    expect(await dropped).toMatchObject({ why: 'released' })
    expect((await client.refresh(600)).code).toBe(437)
    expect((await client.allocate()).kind).toBe('success')
  })

  test('an allocation that is not refreshed lapses', async () => {
    const emulator = await startTestEmulator({ lifetimes: { allocation: 1000 } })
    const client = await connect(emulator)
    const dropped = nextEvent(emulator, 'dropped')
    expect((await client.allocate()).lifetime).toBe(1)
    expect(await dropped).toMatchObject({ why: 'lapsed' })
  })

  test('a nonce that grew old is answered with 438 and a new one', async () => {
    const client = await connect(await startTestEmulator({ lifetimes: { nonce: 10 } }))
    await client.request(method.allocate)
    const old = client.nonce()
    await wait(20)
    const answer = await client.ask(method.allocate, { attributes: [requestedUdp] })
    expect(answer.code).toBe(438)
    expect(attributeValue(answer, attribute.nonce)?.toString()).not.toBe(old)
  })

  test('the nonce of another client is stale', async () => {
    const emulator = await startTestEmulator()
    const one = await connect(emulator)
    await one.allocate()
    const two = await connect(emulator)
    await two.allocate()
    expect((await two.ask(method.refresh, { nonce: one.nonce() })).code).toBe(438)
    expect((await two.ask(method.refresh, {})).kind).toBe('success')
  })

  test('a permission that is not refreshed ends', async () => {
    const client = await connect(await startTestEmulator({ lifetimes: { permission: 10 } }))
    const peer = await openPeer()
    const { relay } = await client.allocate()
    await client.createPermission(peer)
    await wait(20)
    client.sendTo(peer, 'too late')
    peer.send('too late', relay)
    await client.refresh(600)
    expect([peer.waiting(), client.waiting()]).toEqual([0, 0])
  })

  test('a TCP client that leaves takes its allocation along', async () => {
    const emulator = await startTestEmulator()
    const client = await connect(emulator, { transport: 'tcp' })
    await client.allocate()
    const dropped = nextEvent(emulator, 'dropped')
    client.close()
    expect(await dropped).toMatchObject({ why: 'disconnected' })
  })

  test('a TCP connection without an allocation is closed, one with an allocation is not', async () => {
    const emulator = await startTestEmulator({ lifetimes: { connection: 100 } })
    const busy = await connect(emulator, { transport: 'tcp' })
    await busy.allocate()
    const idle = await connect(emulator, { transport: 'tcp' })
    await new Promise<void>((resolve) => idle.onClose(resolve))
    expect((await busy.refresh(600)).kind).toBe('success')
  })
})
