import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { attribute, attributeValue, decodeMessage, encodeMessage, method } from '../src/stun/message.ts'
import { junk } from './junk.ts'
import { connect, issueCredential, openPeer, startTestEmulator, turnPort } from './lab.ts'
import { seededRandom } from './seededRandom.ts'
import { requestedUdp } from './turnClient.ts'

// `pnpm storm` sends more of them, of another seed.
const packets = Number(process.env.STORM_PACKETS || 6000)
const seed = Number(process.env.STORM_SEED || 1)
const timeout = 30_000 + packets * 5
const slow = 50

test.each(['udp', 'tcp'] as const)('a call lives on while junk pours in over %s', { timeout }, async (kind) => {
  const emulator = await startTestEmulator({ lifetimes: { connection: 2000 } })
  const allocated: string[] = []
  emulator.events.addEventListener('allocated', ({ detail }) => allocated.push(detail.username))
  const credential = await issueCredential(emulator, 3600)
  const client = await connect(emulator, { credential })
  const [peer, target] = [await openPeer(), await openPeer()]
  const { relay } = await client.allocate()
  await client.channelBind(0x4000, peer)

  const port = turnPort(emulator)
  const random = seededRandom(seed)
  const good = { username: credential.username, realm: 'freshice.emulator', target, random }
  const next = (nonce: string) => junk({ ...good, nonce })
  const lorises = Array.from({ length: kind === 'tcp' ? slow : 0 }, () => startLoris(port))
  const before = residentAfterCollection()
  let isOver = false
  const storm = (kind === 'udp' ? stormUdp : stormTcp)(port, next).finally(() => {
    isOver = true
  })
  let exchanged = 0
  while (!isOver) {
    const text = `still here ${exchanged}`
    // On a flooded loopback a datagram may be lost: then it is sent again.
    const again = setInterval(() => client.sendOn(0x4000, text), 200)
    client.sendOn(0x4000, text)
    while ((await peer.next()).text !== text);
    clearInterval(again)
    const back = setInterval(() => peer.send(text, relay), 200)
    peer.send(text, relay)
    while ((await client.next()).text !== text);
    clearInterval(back)
    exchanged++
  }
  await storm
  await Promise.all(lorises)
  expect(exchanged).toBeGreaterThan(3)
  expect((await client.refresh(600)).kind).toBe('success')
  expect(allocated).toHaveLength(1)
  expect(target.waiting()).toBe(0)
  expect(emulator.snapshot().refusals.length).toBeLessThanOrEqual(1000)
  expect(residentAfterCollection() - before).toBeLessThan(150e6)
})

test('a relay port passes nothing on from strangers, and whatever it is from permitted peers', async () => {
  const client = await connect(await startTestEmulator())
  const { relay } = await client.allocate()
  const stranger = await openPeer()
  const random = seededRandom(seed)
  const good = { username: 'x', realm: 'freshice.emulator', nonce: client.nonce(), target: stranger }
  for (let count = 0; count < 1000; count++) {
    stranger.send(junk({ random, ...good }), relay)
    // Each answer is a turn of the server, so that nothing waits in the relay socket at the end.
    if (count % 10 === 9) expect((await client.refresh(600)).kind).toBe('success')
  }
  expect(client.waiting()).toBe(0)
  await client.createPermission(stranger)
  for (const packet of [Buffer.alloc(0), Buffer.from([1]), Buffer.from('last')]) stranger.send(packet, relay)
  const texts = [await client.next(), await client.next(), await client.next()].map(({ text }) => text)
  expect(texts).toEqual(['', '\u0001', 'last'])
})

test('a TCP stream that cannot be TURN is closed, half a frame with a giant length holds nobody up', async () => {
  const emulator = await startTestEmulator()
  for (const start of ['ffffffff', '4000ffff00', `0001fffc${'00'.repeat(16)}`]) {
    const socket = connectTcp(turnPort(emulator), '127.0.0.1')
    socket.on('error', () => {})
    socket.write(Buffer.from(start, 'hex'))
    await new Promise((resolve) => socket.once('close', resolve))
  }
  const half = connectTcp(turnPort(emulator), '127.0.0.1')
  half.write(Buffer.from('4000fe00', 'hex'))
  const client = await connect(emulator, { transport: 'tcp' })
  expect((await client.allocate()).kind).toBe('success')
  half.destroy()
})

type Next = (nonce: string) => Buffer

async function stormUdp(port: number, next: Next): Promise<void> {
  const socket = createSocket('udp4')
  socket.send(challenged, port, '127.0.0.1')
  const [challenge] = await once(socket, 'message')
  const nonce = nonceOf(challenge)
  for (let count = 0; count < packets; count++) {
    socket.send(next(nonce), port, '127.0.0.1', () => {})
    if (count % 20 === 0) await turn()
  }
  socket.close()
}

async function stormTcp(port: number, next: Next): Promise<void> {
  const each = 40
  for (let connection = 0; connection < packets / each; connection++) {
    const socket = await openRaw(port)
    socket.write(challenged)
    const [challenge] = await once(socket, 'data')
    const nonce = nonceOf(challenge)
    for (let count = 0; count < each; count++) {
      const packet = next(nonce)
      if (count % 3 === 2) socket.write(packet.subarray(0, packet.length >> 1))
      socket.write(packet)
      if (count % 10 === 0) await turn()
    }
    socket.destroy()
  }
}

/** Each sender has a nonce of its own, without which nothing of it would be looked at any further. */
const challenged = encodeMessage({
  kind: 'request',
  method: method.allocate,
  transactionId: randomBytes(12),
  attributes: [requestedUdp],
})

function nonceOf(challenge: Buffer): string {
  const message = decodeMessage(challenge)
  return (message && attributeValue(message, attribute.nonce)?.toString()) ?? ''
}

/** Promises a message of 65 kB and sends it byte by byte. Resolves when the server has had enough. */
async function startLoris(port: number): Promise<void> {
  const socket = await openRaw(port)
  socket.write(Buffer.from('4000ff00', 'hex'))
  const drip = setInterval(() => socket.write('x'), 100)
  onTestFinished(() => {
    clearInterval(drip)
    socket.destroy()
  })
  // What was dripped just then is answered by a reset, which is an end too.
  await new Promise((resolve) => socket.once('close', resolve))
  clearInterval(drip)
}

async function openRaw(port: number): Promise<Socket> {
  const socket = connectTcp(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.resume()
  await once(socket, 'connect')
  return socket
}

function residentAfterCollection(): number {
  globalThis.gc?.()
  return process.memoryUsage().rss
}
