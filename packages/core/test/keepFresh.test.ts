import { expect, test } from 'vitest'
import { createIceClient, type IceClient, type KeepFreshEvent, keepFresh } from '../src/index.ts'
import { createTestPlatform, settle } from './testPlatform.ts'

/** A connected, relayed connection as far as keepFresh looks; what browsers do by themselves is up to the test. */
function fakeConnection(iceServers: RTCIceServer[]) {
  let ufrag = 'A'
  let configuration: RTCConfiguration = { iceServers }
  const stats = () =>
    new Map<string, object>([
      ['t', { type: 'transport', id: 't', selectedCandidatePairId: 'p' }],
      ['p', { type: 'candidate-pair', id: 'p', localCandidateId: 'l' }],
      ['l', { type: 'local-candidate', id: 'l', candidateType: 'relay', usernameFragment: ufrag }],
    ])
  const describe = () => ({ type: 'offer', sdp: `a=ice-ufrag:${ufrag}\r\n` })
  const pc = Object.assign(new EventTarget(), {
    signalingState: 'stable' as RTCSignalingState,
    connectionState: 'connected',
    iceConnectionState: 'connected',
    pendingLocalDescription: null,
    remoteDescription: null,
    restarts: 0,
    getConfiguration: () => configuration,
    setConfiguration(next: RTCConfiguration) {
      configuration = next
    },
    getStats: (): Promise<unknown> => Promise.resolve(stats()),
    restartIce() {
      pc.restarts += 1
      ufrag = `B${pc.restarts}`
    },
  })
  Object.defineProperty(pc, 'currentLocalDescription', { get: describe })
  Object.defineProperty(pc, 'localDescription', { get: describe })
  return pc
}

async function setUp({ ttl = 60 } = {}) {
  const platform = createTestPlatform()
  let n = 0
  const client = createIceClient(
    async () => {
      n += 1
      return { iceServers: [{ urls: ['turn:t'], username: `user${n}`, credential: 'c' }], ttl }
    },
    { platform },
  )
  const pc = fakeConnection(await client.getIceServers())
  const events: KeepFreshEvent['type'][] = []
  const keep = (from: IceClient = client) =>
    keepFresh(pc as never, from, { polite: false, onEvent: ({ type }) => events.push(type) })
  return { platform, client, pc, events, keep, requests: () => n }
}

test('moves a relayed connection over before its credential ends, again and again', async () => {
  const { platform, pc, events, keep } = await setUp()
  keep()
  await platform.advance(52_000)
  expect(pc.restarts).toBe(1)
  expect(events).toEqual(['applied', 'restarting', 'moved'])
  await platform.advance(600_000)
  expect(pc.restarts).toBeGreaterThan(10)
})

test('a connection that is closed while its stats never come is let go', async () => {
  const { platform, pc, events, keep, requests } = await setUp()
  keep()
  pc.getStats = () => new Promise(() => {})
  await platform.advance(51_500)
  pc.signalingState = 'closed'
  await platform.advance(10_000)
  expect(events.at(-1)).toBe('ended')
  await platform.advance(10_000)
  const asked = requests()
  await platform.advance(3_600_000)
  expect(requests()).toBe(asked)
  expect(platform.timers()).toBe(0)
  expect(platform.listeners()).toBe(0)
})

test('its end ends it, also while the stats are on their way', async () => {
  const { platform, pc, events, keep } = await setUp()
  const stop = keep()
  let arrive: (stats: unknown) => void = () => {}
  const { getStats } = pc
  pc.getStats = () => new Promise((resolve) => (arrive = resolve))
  await platform.advance(51_500)
  stop()
  arrive(await getStats())
  await platform.advance(5000)
  expect(pc.restarts).toBe(0)
  expect(events).toEqual(['applied', 'ended'])
})

test('a client that makes a new list for each state is at rest all the same', async () => {
  const { platform, client, pc, keep } = await setUp()
  const foreign = { ...client, getState: () => structuredClone(client.getState()) } as IceClient
  let sets = 0
  const { setConfiguration } = pc
  pc.setConfiguration = (next) => {
    sets += 1
    setConfiguration(next)
  }
  keep(foreign)
  await client.refresh()
  await settle()
  await platform.advance(10)
  expect(sets).toBe(1)
})

test('a client whose state is never the same does not keep the page busy', async () => {
  const { client, pc, keep } = await setUp()
  let n = 0
  const getState = () => {
    n += 1
    return { ...client.getState(), iceServers: [{ urls: ['turn:t'], username: `never${n}`, credential: 'c' }] }
  }
  const stop = keep({ ...client, getState } as IceClient)
  await settle()
  expect(n).toBeLessThan(50)
  expect(pc.getConfiguration().iceServers?.[0]?.username).toMatch(/never/)
  stop()
})

test('a client that throws is told, and looked at again', async () => {
  const { client, events, keep } = await setUp()
  let isBroken = true
  const getState = () => {
    if (isBroken) throw new Error('no')
    return client.getState()
  }
  const foreign = { ...client, getState: client.getState } as IceClient
  const stop = keep(foreign)
  foreign.getState = getState
  await client.refresh()
  await settle()
  expect(events).toContain('failed')
  isBroken = false
  await client.refresh()
  await settle()
  expect(events).toContain('applied')
  stop()
})
