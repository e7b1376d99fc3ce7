import { randomBytes, randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { textAttribute, xorAddressAttribute } from '../src/stun/attributes.ts'
import { encodeChannelData } from '../src/stun/channelData.ts'
import { fingerprint, longTermKey, sign } from '../src/stun/integrity.ts'
import { attribute, encodeMessage } from '../src/stun/message.ts'
import { connect, openPeer, startTestEmulator, turnPort } from './lab.ts'
import { requestedUdp } from './turnClient.ts'

const packets = 6000

test.each(['udp', 'tcp'] as const)('a call lives on while junk pours in over %s', { timeout: 30_000 }, async (kind) => {
  const emulator = await startTestEmulator()
  const allocated: string[] = []
  emulator.events.addEventListener('allocated', ({ detail }) => allocated.push(detail.username))
  const client = await connect(emulator)
  const peer = await openPeer()
  const { relay } = await client.allocate()
  await client.channelBind(0x4000, peer)

  const storm = kind === 'udp' ? stormUdp(turnPort(emulator)) : stormTcp(turnPort(emulator))
  let isOver = false
  storm.finally(() => {
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
  expect(exchanged).toBeGreaterThan(3)
  expect((await client.refresh(600)).kind).toBe('success')
  expect(allocated).toHaveLength(1)
})

test('a relay port passes nothing on from strangers, and whatever it is from permitted peers', async () => {
  const client = await connect(await startTestEmulator())
  const { relay } = await client.allocate()
  const stranger = await openPeer()
  for (let count = 0; count < 1000; count++) {
    stranger.send(junk(), relay)
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
    await once(socket, 'close')
  }
  const half = connectTcp(turnPort(emulator), '127.0.0.1')
  half.write(Buffer.from('4000fe00', 'hex'))
  const client = await connect(emulator, { transport: 'tcp' })
  expect((await client.allocate()).kind).toBe('success')
  half.destroy()
})

async function stormUdp(port: number): Promise<void> {
  const socket = createSocket('udp4')
  for (let count = 0; count < packets; count++) {
    socket.send(junk(), port, '127.0.0.1', () => {})
    if (count % 20 === 0) await turn()
  }
  socket.close()
}

async function stormTcp(port: number): Promise<void> {
  for (let connection = 0; connection < packets / 40; connection++) {
    const socket = connectTcp(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.resume()
    await once(socket, 'connect')
    for (let count = 0; count < 40; count++) {
      const packet = junk()
      socket.write(packet.subarray(0, randomInt(packet.length + 1)))
      socket.write(packet)
      if (count % 10 === 0) await turn()
    }
    socket.destroy()
  }
}

/** Random bytes, or a proper packet with something wrong about it. */
function junk(): Buffer {
  const choice = randomInt(6)
  if (choice === 0) return randomBytes(randomInt(0, 80))
  if (choice === 1)
    return encodeChannelData({ channel: randomInt(0x3000, 0x9000), data: randomBytes(9), isPadded: true })
  const packet = almostProper()
  if (choice === 2) return packet
  if (choice === 3) return packet.subarray(0, randomInt(packet.length))
  const spoiled = Buffer.from(packet)
  for (let count = 0; count < choice; count++) spoiled[randomInt(spoiled.length)] = randomInt(256)
  return spoiled
}

function almostProper(): Buffer {
  const username = ['constructor', '__proto__', 'nobody', ''][randomInt(4)] ?? ''
  const attributes = [
    requestedUdp,
    textAttribute(attribute.username, username),
    textAttribute(attribute.realm, 'realm'),
    textAttribute(attribute.nonce, randomBytes(22).toString('hex')),
    xorAddressAttribute(attribute.xorPeerAddress, { address: '127.0.0.1', port: randomInt(65_536) }),
    { type: randomInt(65_536), value: randomBytes(randomInt(20)) },
  ]
  const kind = randomInt(3) === 0 ? 'indication' : 'request'
  const transactionId = randomBytes(12)
  const plain = encodeMessage({ kind, method: randomInt(1, 12), transactionId, attributes })
  const signed = sign(plain, longTermKey({ username, realm: 'realm', password: 'undefined' }))
  return randomInt(2) === 0 ? signed : fingerprint(signed)
}
