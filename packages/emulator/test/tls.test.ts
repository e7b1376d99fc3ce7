import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { expect, test } from 'vitest'
import { certificate } from './certificate.ts'
import { connect, nextEvent, openPeer, startTestEmulator } from './lab.ts'

const tls = { ...certificate, name: 'localhost' }

test('TURN over TLS relays both ways', async () => {
  const emulator = await startTestEmulator({ tls })
  expect(emulator.turnsUrl).toMatch(/^turns:localhost:\d+$/)
  const client = await connect(emulator, { transport: 'tls' })
  const allocated = nextEvent(emulator, 'allocated')
  const { relay } = await client.allocate()
  expect(await allocated).toMatchObject({ transport: 'tls' })
  const peer = await openPeer()
  await client.channelBind(0x4000, peer)
  client.sendOn(0x4000, 'there')
  expect((await peer.next()).text).toBe('there')
  peer.send('and back', relay)
  expect(await client.next()).toEqual({ text: 'and back', channel: 0x4000 })
})

test('the URLs name it', async () => {
  const emulator = await startTestEmulator({ tls })
  const url = `${emulator.baseUrl}/v1/turn/keys/${emulator.keyId}/credentials/generate`
  const headers = { authorization: `Bearer ${emulator.keySecret}` }
  const response = await fetch(url, { method: 'POST', headers, body: '{"ttl":60}' })
  const { iceServers } = (await response.json()) as { iceServers: { urls: string[] } }
  expect(iceServers.urls.at(-1)).toBe(`${emulator.turnsUrl}?transport=tcp`)
})

test('a client that speaks no TLS, or never ends its handshake, is sent away, and harms nobody', async () => {
  const emulator = await startTestEmulator({ tls, lifetimes: { connection: 100 } })
  const port = Number(emulator.turnsUrl?.split(':').at(-1))
  for (const bytes of [Buffer.alloc(40), Buffer.from('16030100', 'hex')]) {
    const socket = connectTcp(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.resume().write(bytes)
    await once(socket, 'close')
  }
  const client = await connect(emulator, { transport: 'tls' })
  expect((await client.allocate()).kind).toBe('success')
})
