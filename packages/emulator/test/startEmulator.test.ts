import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { EmulatorError, startEmulator } from '../src/index.ts'
import { certificate } from './certificate.ts'
import { callApi, connect, issueCredential, nextEvent, startTestEmulator, turnPort } from './lab.ts'

test('ids and secrets are new in every emulator', async () => {
  const [one, two] = [await startTestEmulator(), await startTestEmulator()]
  for (const name of ['accountId', 'apiToken', 'keyId', 'keySecret', 'baseUrl', 'turnUrl'] as const) {
    expect(one[name]).not.toBe(two[name])
  }
  expect(one.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(one.accountBaseUrl).toBe(`${one.baseUrl}/client/v4`)
  expect(one.turnUrl).toMatch(/^turn:127\.0\.0\.1:\d+$/)
})

test('the credential of one emulator is worth nothing in another', async () => {
  const [one, two] = [await startTestEmulator(), await startTestEmulator()]
  const client = await connect(two, { credential: await issueCredential(one) })
  expect((await client.allocate()).code).toBe(401)
})

describe('ports', () => {
  test('are those that were asked for, and free again afterwards', async () => {
    const first = await startEmulator()
    const ports = { port: Number(new URL(first.baseUrl).port), turnPort: turnPort(first) }
    await first.close()
    const second = await startTestEmulator({ ...ports, host: 'localhost' })
    expect([second.baseUrl, second.turnUrl]).toEqual([first.baseUrl, first.turnUrl])
  })

  test('that are in use are named, with what to do', async () => {
    const emulator = await startTestEmulator()
    const port = Number(new URL(emulator.baseUrl).port)
    for (const options of [{ port }, { turnPort: turnPort(emulator) }, { tlsPort: port, tls: certificate }]) {
      const [option, number] = Object.entries(options)[0] ?? []
      const error = await startEmulator(options).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(EmulatorError)
      expect(error).toMatchObject({ code: 'port-in-use', message: expect.stringContaining(`Port ${number}`) })
      expect(error).toMatchObject({ message: expect.stringContaining(`another ${option}`) })
    }
  })
})

test.each([
  [{ host: '0.0.0.0' }, 'unsupported-host', 'publicAddress'],
  [{ host: '203.0.113.77' }, 'unsupported-host', '203.0.113.77 is not an address of this machine'],
  [{ publicAddress: '192.0.2.1' }, 'unsupported-host', 'do not go together'],
  [{ allowedPeers: ['192.0.2.0/24'] }, 'invalid-option', 'reaches loopback alone'],
  [{ host: '0.0.0.0', publicAddress: '192.0.2.1', allowedPeers: ['192.0.2.0/33'] }, 'invalid-option', 'allowedPeers'],
  [{ host: '0.0.0.0', publicAddress: '192.0.2.1', allowedPeers: ['127.0.0.1'] }, 'invalid-option', 'without loopback'],
  [{ tls: { cert: 'no', key: 'certificate' } }, 'invalid-option', 'tls.cert'],
  [{ alternatePort: 80 as 53 }, 'invalid-option', '53 or 443'],
  [{ faults: { relayLoss: 2 } }, 'invalid-option', 'faults.relayLoss'],
  [{ host: 'example.org' }, 'unsupported-host', 'example.org'],
  [{ port: -1 }, 'invalid-option', 'port'],
  [{ turnPort: 65_536 }, 'invalid-option', 'turnPort'],
  [{ grace: Number.NaN }, 'invalid-option', 'grace'],
  [{ expiry: 'never' as 'strict' }, 'invalid-option', 'expiry'],
])('%j is refused', async (options, code, word) => {
  const error = await startEmulator(options).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code, message: expect.stringContaining(word) })
})

describe('close', () => {
  test('ends allocations and connections, may be called again, and leaves no handle', async () => {
    await vi.waitFor(() => expect(handles()).toEqual([]))
    const emulator = await startEmulator()
    const udp = await connect(emulator)
    const tcp = await connect(emulator, { transport: 'tcp' })
    await Promise.all([udp.allocate(), tcp.allocate()])
    const idle = connectTcp(turnPort(emulator), '127.0.0.1')
    await once(idle, 'connect')
    const reasons: string[] = []
    emulator.events.addEventListener('dropped', ({ detail }) => reasons.push(detail.why))
    const ended = [once(idle.resume(), 'close'), new Promise<void>((resolve) => tcp.onClose(resolve))]
    await Promise.all([emulator.close(), emulator.close()])
    await emulator.close()
    await Promise.all(ended)
    udp.close()
    expect(reasons).toEqual(['closed', 'closed'])
    await expect(callApi(emulator, { path: 'generate', body: { ttl: 60 } })).rejects.toThrow()
    await vi.waitFor(() => expect(handles()).toEqual([]))
  })

  test('of an emulator that nobody used takes no time', async () => {
    const start = performance.now()
    await (await startEmulator()).close()
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

describe('events', () => {
  test('a listener that throws or rejects harms nobody, and is told of as a warning', async () => {
    const emulator = await startTestEmulator()
    const warnings: string[] = []
    const listen = ({ message }: Error) => warnings.push(message)
    process.on('warning', listen)
    emulator.events.addEventListener('credential-issued', () => {
      throw new Error('mistake one')
    })
    emulator.events.addEventListener('credential-issued', (async () => {
      throw new Error('mistake two')
    }) as () => void)
    const issued = nextEvent(emulator, 'credential-issued')
    const { username } = await issueCredential(emulator)
    expect((await issued).username).toBe(username)
    await vi.waitFor(() => expect(warnings).toHaveLength(2))
    process.off('warning', listen)
    expect(warnings.join()).toMatch(/mistake one.*mistake two/)
  })

  test('stop when the listener is removed', async () => {
    const emulator = await startTestEmulator()
    const seen: string[] = []
    const listener = () => seen.push('issued') && undefined
    emulator.events.addEventListener('credential-issued', listener)
    await issueCredential(emulator)
    emulator.events.removeEventListener('credential-issued', listener)
    await issueCredential(emulator)
    expect(seen).toEqual(['issued'])
  })

  test('tell of a refresh, with its lifetime', async () => {
    const emulator = await startTestEmulator()
    const client = await connect(emulator)
    await client.allocate()
    const refreshed = nextEvent(emulator, 'refreshed')
    await client.refresh(900)
    expect(await refreshed).toMatchObject({ lifetime: 900_000 })
  })
})

/** What keeps this process alive on the network, by kind. The sockets of fetch are not ours. */
function handles(): string[] {
  const ours = ['TCPServerWrap', 'UDPWrap']
  return process.getActiveResourcesInfo().filter((kind) => ours.includes(kind))
}
