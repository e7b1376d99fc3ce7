import { beforeEach, describe, expect, test } from 'vitest'
import { internalsOf } from '../src/connection/internals.ts'
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
  let isRepeating = false
  let asked = 0
  const reasons: string[] = []
  const client = createIceClient(
    async ({ reason }) => {
      if (!isRepeating) n += 1
      asked += 1
      reasons.push(reason)
      return { iceServers: [{ urls: ['turn:t'], username: `user${n}`, credential: 'c' }], ttl }
    },
    { platform },
  )
  const pc = fakeConnection(await client.getIceServers())
  const events: KeepFreshEvent['type'][] = []
  const keep = (from: IceClient = client) =>
    keepFresh(pc as never, from, { polite: false, onEvent: ({ type }) => events.push(type) })
  return { platform, client, pc, events, keep, reasons, requests: () => asked, repeat: () => (isRepeating = true) }
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

test('the same servers with a longer life are no move, whoever restarts', async () => {
  const { platform, client, pc, events, keep, repeat } = await setUp({ ttl: 3600 })
  keep()
  await platform.advance(1000)
  repeat()
  await client.refresh()
  await platform.advance(1000)
  pc.restartIce()
  pc.dispatchEvent(new Event('signalingstatechange'))
  await platform.advance(5000)
  expect(events).toEqual([])
})

test('a restart that fails after the end is told to nobody', async () => {
  const { platform, client, pc } = await setUp()
  const events: string[] = []
  let fail: (error: Error) => void = () => {}
  const restart = () => new Promise<void>((_, reject) => (fail = reject))
  const stop = keepFresh(pc as never, client, { polite: false, restart, onEvent: ({ type }) => events.push(type) })
  await platform.advance(52_000)
  stop()
  fail(new Error('no'))
  await settle()
  expect(events).toEqual(['applied', 'restarting', 'ended'])
})

test('a client behind a proxy that wraps every object, as reactive state has it, is the same client', async () => {
  const { client } = await setUp()
  const wrap = <T extends object>(object: T): T =>
    new Proxy(object, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'object' && value ? wrap(value) : value
      },
    })
  expect(internalsOf(wrap(client))).toBe(internalsOf(client))
})

test('what is remembered of a foreign client is remembered once', async () => {
  const { client } = await setUp()
  const foreign = { ...client }
  expect(internalsOf(foreign)).toBe(internalsOf(foreign))
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

/** What a TURN server's answer looks like to the page. */
const candidateError = (errorCode: number, url: string) =>
  Object.assign(new Event('icecandidateerror'), { errorCode, url })

describe('a refused credential', () => {
  test('is replaced at once, and the connection moved over', async () => {
    const { platform, pc, events, keep, requests, reasons } = await setUp({ ttl: 3600 })
    keep()
    pc.dispatchEvent(candidateError(401, 'turn:t:3478?transport=udp'))
    await platform.advance(200)
    expect(events).toEqual(['refused', 'applied', 'restarting', 'moved'])
    expect(reasons).toEqual(['initial', 'refused'])
    pc.dispatchEvent(candidateError(401, 'turn:t:3478?transport=udp'))
    await platform.advance(20_000)
    expect(requests()).toBe(2)
  })

  test('is told once, though several URLs refuse it', async () => {
    const { platform, pc, events, keep } = await setUp({ ttl: 3600 })
    keep()
    pc.dispatchEvent(candidateError(401, 'turn:t:3478?transport=udp'))
    pc.dispatchEvent(candidateError(401, 'turn:t:3478?transport=tcp'))
    await platform.advance(200)
    expect(events).toEqual(['refused', 'applied', 'restarting', 'moved'])
  })

  test.each([
    ['another error', 701, 'turn:t:3478'],
    ['a server that is not ours', 401, 'turn:other:3478'],
    ['another port', 401, 'turn:t:3479'],
    ['another scheme', 401, 'turns:t:3478'],
    ['no URL at all', 401, ''],
  ])('is not seen in %s', async (_, code, url) => {
    const { platform, pc, events, keep } = await setUp({ ttl: 3600 })
    keep()
    pc.dispatchEvent(candidateError(code, url))
    await platform.advance(200)
    expect(events).toEqual([])
  })

  test('that comes again is a failure, and asked for with growing pauses', async () => {
    const { platform, client, pc, events, keep, requests, repeat } = await setUp({ ttl: 3600 })
    keep()
    repeat()
    pc.dispatchEvent(candidateError(401, 'turn:t'))
    await platform.advance(60_000)
    expect(client.getState().error).toMatchObject({ code: 'invalid-answer' })
    expect(events).toEqual(['refused'])
    expect(requests()).toBeGreaterThan(3)
    expect(requests()).toBeLessThan(10)
  })
})

describe('a broken connection', () => {
  test('gets newer servers at once, and one restart 4 s later', async () => {
    const { platform, pc, events, keep } = await setUp({ ttl: 3600 })
    keep()
    await platform.advance(1000)
    pc.iceConnectionState = 'disconnected'
    pc.dispatchEvent(new Event('iceconnectionstatechange'))
    await platform.advance(3900)
    expect(events).toEqual(['applied'])
    await platform.advance(200)
    expect(events).toEqual(['applied', 'restarting', 'moved'])
    expect(pc.restarts).toBe(1)
  })

  test('that mends itself is not restarted', async () => {
    const { platform, pc, events, keep } = await setUp({ ttl: 3600 })
    keep()
    await platform.advance(1000)
    pc.iceConnectionState = 'disconnected'
    pc.dispatchEvent(new Event('iceconnectionstatechange'))
    await platform.advance(3000)
    pc.iceConnectionState = 'connected'
    pc.dispatchEvent(new Event('iceconnectionstatechange'))
    await platform.advance(60_000)
    expect(events).toEqual(['applied'])
  })

  test('that stays broken is restarted ever more seldom, and costs one request', async () => {
    const { platform, pc, keep, requests } = await setUp({ ttl: 3600 })
    keep()
    await platform.advance(1000)
    pc.connectionState = 'failed'
    pc.iceConnectionState = 'failed'
    pc.dispatchEvent(new Event('connectionstatechange'))
    await platform.advance(600_000)
    expect(pc.restarts).toBeGreaterThanOrEqual(5)
    expect(pc.restarts).toBeLessThanOrEqual(7)
    expect(requests()).toBe(2)
  })
})

test.each([null, undefined, {}, 'pc'])('%j is no connection', async (pc) => {
  const { client } = await setUp()
  expect(() => keepFresh(pc as never, client)).toThrow(new TypeError('keepFresh: pc must be an RTCPeerConnection.'))
})

test.each([null, undefined, {}, '/api/ice-servers'])('%j is no client', async (client) => {
  const { pc } = await setUp()
  expect(() => keepFresh(pc as never, client as never)).toThrow(
    new TypeError('keepFresh: client must come from createIceClient().'),
  )
})

test('a restart callback that throws, rejects or never settles is told, and others go on', async () => {
  const { platform, client, pc } = await setUp()
  const other = fakeConnection(await client.getIceServers())
  const events: string[] = []
  const restart = () => {
    throw new Error('no')
  }
  const never = () => new Promise<void>(() => {})
  keepFresh(pc as never, client, { polite: false, restart, onEvent: ({ type }) => events.push(`a ${type}`) })
  keepFresh(other as never, client, { polite: false, restart: never, onEvent: ({ type }) => events.push(`b ${type}`) })
  await platform.advance(57_000)
  expect(events).toEqual([
    ...['a applied', 'b applied', 'a restarting', 'a failed', 'b restarting'],
    ...['a restart-unanswered', 'b restart-unanswered'],
  ])
})

describe('an offer that stays without its answer', () => {
  const messages: string[] = []
  const keepOf = (pc: object, client: IceClient, restartIce?: 'never') =>
    keepFresh(pc as never, client, {
      polite: false,
      restartIce,
      onEvent: (event) => event.type === 'restart-unanswered' && messages.push(event.message),
    })
  beforeEach(() => messages.splice(0))

  test('is told once when it restarts ICE', async () => {
    const { platform, client, pc } = await setUp()
    keepOf(pc, client)
    const { restartIce } = pc
    pc.restartIce = () => {
      restartIce()
      pc.signalingState = 'have-local-offer'
      pc.dispatchEvent(new Event('signalingstatechange'))
    }
    await platform.advance(53_500)
    expect(pc.restarts).toBe(1)
    expect(messages).toEqual([])
    await platform.advance(20_000)
    expect(messages).toEqual([expect.stringContaining('No answer followed')])
  })

  test('is told once when it is in the way of a restart', async () => {
    const { platform, client, pc } = await setUp()
    keepOf(pc, client)
    await platform.advance(48_000)
    pc.signalingState = 'have-local-offer'
    pc.dispatchEvent(new Event('signalingstatechange'))
    await platform.advance(20_000)
    expect(pc.restarts).toBe(0)
    expect(messages).toEqual([expect.stringContaining('No answer followed')])
    // Answered after all, and the next one is not.
    pc.signalingState = 'stable'
    pc.dispatchEvent(new Event('signalingstatechange'))
    pc.signalingState = 'have-local-offer'
    pc.dispatchEvent(new Event('signalingstatechange'))
    await platform.advance(20_000)
    expect(messages).toHaveLength(2)
  })

  test('is not told when it has only just come, however long ago the last look was', async () => {
    const { platform, client, pc } = await setUp({ ttl: 3600 })
    keepOf(pc, client)
    await client.refresh({ force: true })
    await platform.advance(8000)
    // The other side restarts before ours is due.
    pc.signalingState = 'have-remote-offer'
    pc.dispatchEvent(new Event('signalingstatechange'))
    await platform.advance(2500)
    expect(messages).toEqual([])
    await platform.advance(10_000)
    expect(messages).toHaveLength(1)
  })

  test.each([
    ['before one is', 3600, undefined, 1000],
    ['because none ever is', 60, 'never', 48_000],
  ] as const)("is nobody's business while no restart is wanted, %s", async (_, ttl, restartIce, until) => {
    const { platform, client, pc } = await setUp({ ttl })
    keepOf(pc, client, restartIce)
    await platform.advance(until)
    pc.signalingState = 'have-local-offer'
    pc.dispatchEvent(new Event('signalingstatechange'))
    await platform.advance(60_000)
    expect(messages).toEqual([])
  })
})

test('sleeps for whole milliseconds: timers drop fractions and would wake it before its time, again and again', async () => {
  const { platform, keep } = await setUp({ ttl: 12.3456 })
  keep()
  await platform.advance(30_000)
  expect(platform.delays.length).toBeGreaterThan(5)
  expect(platform.delays.filter((delay) => !Number.isInteger(delay))).toEqual([])
})

test('eight connections of a client: one apply a generation each, restarts apart, and one that fails harms no other', async () => {
  const { platform, client, requests } = await setUp({ ttl: 3600 })
  const sets: number[] = []
  const restarts: number[] = []
  const failures: number[] = []
  const connections = await Promise.all(
    Array.from({ length: 8 }, async (_, n) => {
      const pc = fakeConnection(await client.getIceServers())
      const { setConfiguration, restartIce } = pc
      pc.setConfiguration = (next) => {
        if (n === 3) throw new TypeError('no')
        sets.push(n)
        setConfiguration(next)
      }
      pc.restartIce = () => {
        restarts.push(platform.monotonic())
        restartIce()
      }
      return pc
    }),
  )
  connections.forEach((pc, n) => {
    const onEvent = ({ type }: KeepFreshEvent) => type === 'failed' && failures.push(n)
    keepFresh(pc as never, client, { polite: false, onEvent })
  })
  await platform.advance(3_070_000)
  expect(requests()).toBe(2)
  expect(sets.sort()).toEqual([0, 1, 2, 4, 5, 6, 7])
  expect(failures).toEqual([3])
  expect(restarts).toHaveLength(7)
  const gaps = restarts.slice(1).map((at, n) => at - (restarts[n] ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100)
  expect((restarts.at(-1) ?? 0) - (restarts[0] ?? 0)).toBeLessThanOrEqual(2000)
})
