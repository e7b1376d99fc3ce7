import { networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { createPeerPolicy } from '../src/turn/peerPolicy.ts'
import { callApi, connect, openPeer, startTestEmulator } from './lab.ts'

describe('beyond loopback', () => {
  const policy = createPeerPolicy({
    host: '0.0.0.0',
    publicAddress: '198.51.100.7',
    allowedPeers: ['192.0.2.0/24', '203.0.113.9', '0.0.0.0/1'],
    isRelayPort: (port) => port === 50_000,
  })

  test.each(['127.0.0.1', '127.255.0.1', '0.0.0.0', '0.1.2.3', '224.0.0.1', '255.255.255.255'])(
    '%s is out of reach, whatever is on the list',
    (address) => expect(policy.allows(address)).toBe(false),
  )

  test.each([
    ['192.0.2.200', true],
    ['203.0.113.9', true],
    ['203.0.113.10', false],
    ['169.254.169.254', false],
    ['198.51.100.7', true],
    ['not an address', false],
  ])('%s is allowed: %s', (address, isAllowed) => expect(policy.allows(address)).toBe(isAllowed))

  test('of its own addresses only the relay ports are reached', () => {
    expect(policy.allowsPort({ address: '198.51.100.7', port: 50_000 })).toBe(true)
    expect(policy.allowsPort({ address: '198.51.100.7', port: 22 })).toBe(false)
    expect(policy.allowsPort({ address: '192.0.2.1', port: 22 })).toBe(true)
  })

  const own = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  const host = own.find(({ family, internal }) => family === 'IPv4' && !internal)?.address
  if (!host) console.log('This machine has loopback alone: skipped the test of its other addresses.')

  test.skipIf(!host)('of this machine the relay reaches its own ports and no others', async () => {
    const emulator = await startTestEmulator({ host })
    const peer = await openPeer(host)
    const one = await connect(emulator)
    const two = await connect(emulator)
    const [first, second] = [await one.allocate(), await two.allocate()]
    expect(first.relay.address).toBe(host)
    expect((await one.createPermission(second.relay)).kind).toBe('success')
    expect((await two.createPermission(first.relay)).kind).toBe('success')
    one.sendTo(peer, 'to another port')
    peer.send('from another port', first.relay)
    one.sendTo(second.relay, 'from relay to relay')
    expect((await two.next()).text).toBe('from relay to relay')
    await one.refresh(600)
    expect([peer.waiting(), one.waiting()]).toEqual([0, 0])
  })

  test('the server refuses loopback peers, permits the list and itself, and names its public address', async () => {
    const publicAddress = '198.51.100.7'
    const emulator = await startTestEmulator({ host: '0.0.0.0', publicAddress, allowedPeers: ['192.0.2.0/24'] })
    expect(new URL(emulator.baseUrl).hostname).toBe(publicAddress)
    expect(emulator.turnUrl).toContain(publicAddress)
    const local = { ...emulator, baseUrl: emulator.baseUrl.replace(publicAddress, '127.0.0.1') }
    const client = await connect(local)
    expect((await client.allocate()).relay.address).toBe(publicAddress)
    const code = async (address: string) => (await client.createPermission({ address, port: 9 })).code
    expect(await code('127.0.0.1')).toBe(403)
    expect(await code('10.0.0.1')).toBe(403)
    expect(await code('192.0.2.1')).toBe(0)
    expect(await code(publicAddress)).toBe(0)
    expect((await client.channelBind(0x4000, { address: '127.0.0.1', port: 9 })).code).toBe(403)
  })
})

test.each([
  [53, ['stun:HOST', 'stun:127.0.0.1:53'], 'turn:127.0.0.1:53?transport=udp'],
  [443, ['stun:HOST'], 'turn:127.0.0.1:443?transport=udp'],
] as const)('the list can name port %i, as Cloudflare does', async (alternatePort, stun, turn) => {
  const emulator = await startTestEmulator({ alternatePort })
  const host = emulator.turnUrl.replace('turn:', '')
  const response = await callApi(emulator, { path: 'generate-ice-servers', body: { ttl: 60 } })
  expect(await response.json()).toMatchObject({
    iceServers: [
      { urls: stun.map((url) => url.replace('HOST', host)) },
      { urls: [`turn:${host}?transport=udp`, turn, `turn:${host}?transport=tcp`] },
    ],
  })
})
