import { expect, test } from 'vitest'
import { method } from '../src/stun/message.ts'
import { callApi, connect, issueCredential, nextEvent, openPeer, startTestEmulator } from './lab.ts'

test('requests are refused for the next few, each with a reason and its nonce where one is due', async () => {
  const emulator = await startTestEmulator({ faults: { turn: { refuse: 508, next: 1 } } })
  const client = await connect(emulator)
  const refused = nextEvent(emulator, 'refused')
  expect(await client.allocate()).toMatchObject({ code: 508, isSigned: true })
  expect(await refused).toMatchObject({ code: 508, why: 'fault' })
  expect(emulator.faults.turn).toEqual({ refuse: 508, next: 0 })
  expect((await client.allocate()).kind).toBe('success')

  emulator.faults.turn = { refuse: 438, methods: ['refresh'], next: 1 }
  expect((await client.createPermission(await openPeer())).kind).toBe('success')
  expect((await client.refresh(600)).kind).toBe('success')
  expect(emulator.faults.turn.next).toBe(0)
})

test('a share of the requests is refused', async () => {
  const emulator = await startTestEmulator()
  const client = await connect(emulator)
  await client.allocate()
  emulator.faults.turn = { refuse: 500, methods: ['refresh'], share: 0.5 }
  let refused = 0
  for (let count = 0; count < 100; count++) refused += (await client.refresh(600)).code === 500 ? 1 : 0
  expect(refused).toBeGreaterThan(20)
  expect(refused).toBeLessThan(80)
})

test('requests are ignored, and answered when they come again', async () => {
  const emulator = await startTestEmulator()
  const client = await connect(emulator)
  emulator.faults.turn = { ignore: true, next: 1 }
  const start = performance.now()
  expect((await client.allocate()).kind).toBe('success')
  expect(performance.now() - start).toBeGreaterThan(400)
})

test('a restart takes allocations, nonces and TCP connections along, and leaves the credentials', async () => {
  const emulator = await startTestEmulator()
  const credential = await issueCredential(emulator)
  const udp = await connect(emulator, { credential })
  const tcp = await connect(emulator, { credential, transport: 'tcp' })
  await Promise.all([udp.allocate(), tcp.allocate()])
  const nonce = udp.nonce()
  const closed = new Promise<void>((resolve) => tcp.onClose(resolve))
  const dropped = nextEvent(emulator, 'dropped')
  await emulator.faults.restartTurn()
  expect(await dropped).toMatchObject({ why: 'restarted' })
  await closed
  expect((await udp.ask(method.refresh, {})).code).toBe(438)
  expect((await udp.refresh(600)).code).toBe(437)
  expect(udp.nonce()).not.toBe(nonce)
  expect((await udp.allocate()).kind).toBe('success')
})

test('a server that restarts answers nothing until it is up again', async () => {
  const emulator = await startTestEmulator()
  const client = await connect(emulator)
  let isUp = false
  const up = emulator.faults.restartTurn({ downtime: 300 }).then(() => {
    isUp = true
  })
  await client.ask(method.binding, { isBare: true })
  expect(isUp).toBe(true)
  await up
})

test('close ends a downtime', async () => {
  const emulator = await startTestEmulator()
  const up = emulator.faults.restartTurn({ downtime: 60_000 })
  await emulator.close()
  await up
})

test.each([
  ['strict', 401],
  ['lenient', 0],
] as const)(
  'after a change of the secret a live allocation relays on, its Refresh when %s gets %i',
  async (expiry, code) => {
    const emulator = await startTestEmulator({ expiry })
    const credential = await issueCredential(emulator)
    const client = await connect(emulator, { credential })
    const peer = await openPeer()
    await client.allocate()
    await client.channelBind(0x4000, peer)
    emulator.faults.changeSecret()
    client.sendOn(0x4000, 'still here')
    expect((await peer.next()).text).toBe('still here')
    expect((await client.refresh(600)).code).toBe(code)
    const refused = nextEvent(emulator, 'refused')
    expect((await (await connect(emulator, { credential })).allocate()).code).toBe(401)
    expect(await refused).toMatchObject({ why: 'secret-changed' })
    expect((await (await connect(emulator)).allocate()).kind).toBe('success')
  },
)

test('an answer of the API is cut off in the middle of its body', async () => {
  const emulator = await startTestEmulator()
  emulator.faults.api = { cutOff: true, next: 1 }
  const response = await callApi(emulator, { path: 'generate', body: { ttl: 60 } })
  expect(response.status).toBe(201)
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(200)
  await expect(response.text()).rejects.toThrow()
  expect((await issueCredential(emulator)).username).toBeTruthy()
})

test('calls of the API fail for the next few, or for a share', async () => {
  const emulator = await startTestEmulator()
  const status = async () => (await callApi(emulator, { path: 'generate', body: { ttl: 60 } })).status
  emulator.faults.api = { status: 503, next: 2 }
  expect([await status(), await status(), await status()]).toEqual([503, 503, 201])
  emulator.faults.api = { status: 503, share: 0.5 }
  const statuses = []
  for (let count = 0; count < 100; count++) statuses.push(await status())
  expect(statuses.filter((code) => code === 503).length).toBeGreaterThan(20)
  expect(statuses.filter((code) => code === 201).length).toBeGreaterThan(20)
})

test('a fault that cannot be meant is refused where it is set', async () => {
  const { faults } = await startTestEmulator()
  expect(() => {
    faults.api.delay = -1
  }).toThrow('faults.api.delay must be a number from 0 to 2147483647, not -1.')
  expect(() => Object.assign(faults, { relayDelay: 'slow' })).toThrow('faults.relayDelay')
  await expect(faults.restartTurn({ downtime: 1.5 })).rejects.toThrow('downtime must be a whole number')
})
