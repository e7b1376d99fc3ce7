import { afterEach, expect, test, vi } from 'vitest'
import { createIceClient, type IceClient, type KeepFreshEvent, keepFresh } from '../src/index.ts'

let requests = 0
const ends: (() => void)[] = []

afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** A client whose every answer has a user of its own. */
function freshClient(ttl = 3600): IceClient {
  return createIceClient(async () => {
    requests += 1
    return { iceServers: [{ urls: ['turn:127.0.0.1:9000'], username: `user${requests}`, credential: 'c' }], ttl }
  })
}

function connection(configuration?: RTCConfiguration): RTCPeerConnection {
  const pc = new RTCPeerConnection(configuration)
  ends.push(() => pc.close())
  return pc
}

function keep(pc: RTCPeerConnection, client: IceClient, options?: Parameters<typeof keepFresh>[2]) {
  const events: KeepFreshEvent['type'][] = []
  const stop = keepFresh(pc, client, { ...options, onEvent: ({ type }) => events.push(type) })
  ends.push(stop)
  return { events, stop }
}

const user = (pc: RTCPeerConnection) => pc.getConfiguration().iceServers?.[0]?.username

/** Two connected ends in this page, with perfect negotiation as short as it gets where only one side offers. */
async function connectedPair(a: RTCPeerConnection, b: RTCPeerConnection) {
  a.onicecandidate = ({ candidate }) => b.addIceCandidate(candidate ?? undefined)
  b.onicecandidate = ({ candidate }) => a.addIceCandidate(candidate ?? undefined)
  a.onnegotiationneeded = async () => {
    await a.setLocalDescription()
    await b.setRemoteDescription(a.localDescription as RTCSessionDescription)
    await b.setLocalDescription()
    await a.setRemoteDescription(b.localDescription as RTCSessionDescription)
  }
  a.createDataChannel('one')
  await vi.waitFor(() => expect([a.connectionState, b.connectionState]).toEqual(['connected', 'connected']), 5000)
}

test('puts each newer generation into the configuration once', async () => {
  const client = freshClient()
  const pc = connection({ iceServers: await client.getIceServers() })
  const { events } = keep(pc, client)
  const first = user(pc)
  await client.refresh()
  await vi.waitFor(() => expect(user(pc)).not.toBe(first))
  await client.refresh()
  await vi.waitFor(() => expect(user(pc)).toBe(client.getState().iceServers?.[0]?.username))
  expect(events).toEqual(['applied', 'applied'])
})

test('leaves the rest of the configuration alone', async () => {
  const client = freshClient()
  const iceServers = await client.getIceServers()
  const pc = connection({ iceServers, iceTransportPolicy: 'relay', bundlePolicy: 'max-bundle' })
  keep(pc, client)
  await client.refresh()
  await vi.waitFor(() => expect(user(pc)).not.toBe(iceServers[0]?.username))
  expect(pc.getConfiguration()).toMatchObject({ iceTransportPolicy: 'relay', bundlePolicy: 'max-bundle' })
})

test('gives a connection made without servers the ones it is waiting for', async () => {
  const client = freshClient()
  const pc = connection()
  keep(pc, client)
  await vi.waitFor(() => expect(user(pc)).toBe(client.getState().iceServers?.[0]?.username))
})

test('never sets an equal list: that would be an ICE restart at the next offer for nothing', async () => {
  const client = createIceClient(async () => ({ iceServers: [{ urls: ['stun:127.0.0.1:9000'] }], ttl: 3600 }))
  const pc = connection({ iceServers: await client.getIceServers() })
  const { events } = keep(pc, client)
  await client.refresh()
  await client.refresh()
  expect(events).toEqual([])
})

test('a direct connection gets the servers and no restart', async () => {
  const client = freshClient(1)
  const [a, b] = [connection({ iceServers: await client.getIceServers() }), connection()]
  await connectedPair(a, b)
  const getStats = vi.spyOn(a, 'getStats')
  const { events } = keep(a, client)
  await client.refresh({ force: true })
  // The old generation is past its end, so what the connection sends over is looked at: it is no relay.
  await vi.waitFor(() => expect(getStats).toHaveBeenCalled(), 5000)
  await Promise.all(getStats.mock.results.map(({ value }) => value))
  await new Promise((resolve) => setTimeout(resolve))
  expect(events).toEqual(['applied'])
})

test('a direct connection restarts where the app says always, through its own restart if it has one', async () => {
  const client = freshClient(3)
  const [a, b] = [connection({ iceServers: await client.getIceServers() }), connection()]
  await connectedPair(a, b)
  const restart = vi.fn((pc: RTCPeerConnection) => pc.restartIce())
  const { events } = keep(a, client, { restartIce: 'always', restart })
  await client.refresh({ force: true })
  await vi.waitFor(() => expect(events).toContain('moved'), 5000)
  expect(restart).toHaveBeenCalledWith(a, 'credential')
  expect(restart).toHaveBeenCalledTimes(1)
})

test('servers a connection will not take are told, and tried once', async () => {
  const client = freshClient()
  const pc = connection({ iceServers: await client.getIceServers() })
  pc.setConfiguration = () => {
    throw new DOMException('no', 'InvalidModificationError')
  }
  const { events } = keep(pc, client)
  await client.refresh()
  await vi.waitFor(() => expect(events).toEqual(['failed']))
})

test('a restart that throws is told', async () => {
  const client = freshClient(3)
  const [a, b] = [connection({ iceServers: await client.getIceServers() }), connection()]
  await connectedPair(a, b)
  const restart = () => Promise.reject(new Error('the server is away'))
  const { events } = keep(a, client, { restartIce: 'always', restart })
  await client.refresh({ force: true })
  await vi.waitFor(() => expect(events).toContain('failed'), 5000)
})

test('a restart that the app makes no offer for is told in words, and asked for again', async () => {
  const client = freshClient(3)
  const [a, b] = [connection({ iceServers: await client.getIceServers() }), connection()]
  await connectedPair(a, b)
  a.onnegotiationneeded = null
  const { events } = keep(a, client, { restartIce: 'always' })
  await client.refresh({ force: true })
  await vi.waitFor(() => expect(events.filter((type) => type === 'restarting')).toHaveLength(2), 12_000)
  expect(events.filter((type) => type === 'restart-unanswered')).toHaveLength(1)
}, 15_000)

test('a restart offer that gets no answer is told in words', async () => {
  const client = freshClient(3)
  const [a, b] = [connection({ iceServers: await client.getIceServers() }), connection()]
  await connectedPair(a, b)
  a.onnegotiationneeded = () => a.setLocalDescription()
  const messages: string[] = []
  const onEvent = (event: KeepFreshEvent) => event.type === 'restart-unanswered' && messages.push(event.message)
  ends.push(keepFresh(a, client, { restartIce: 'always', onEvent }))
  await client.refresh({ force: true })
  await vi.waitFor(() => expect(messages).toEqual([expect.stringContaining('No answer followed')]), 8000)
}, 10_000)

test('ends with its end, and with close()', async () => {
  const client = freshClient()
  const [letGo, closed] = [connection(), connection()]
  const first = keep(letGo, client)
  first.stop()
  first.stop()
  expect(first.events).toEqual(['ended'])
  const second = keep(closed, client)
  closed.close()
  await client.refresh()
  await vi.waitFor(() => expect(second.events).toContain('ended'))
})

test('a connection that is closed already ends at once and leaves no demand', async () => {
  const client = freshClient()
  const pc = connection()
  pc.close()
  const { events } = keep(pc, client)
  await vi.waitFor(() => expect(events).toEqual(['ended']))
})

test('kept anew, a connection is still known to run on the servers it gathered with', async () => {
  const client = freshClient(3)
  const [a, b] = [connection({ iceServers: await client.getIceServers() }), connection()]
  await connectedPair(a, b)
  const first = keep(a, client, { restartIce: 'never' })
  await client.refresh({ force: true })
  await vi.waitFor(() => expect(first.events).toEqual(['applied']))
  first.stop()
  const second = keep(a, client, { restartIce: 'always' })
  await vi.waitFor(() => expect(second.events).toEqual(['restarting', 'moved']), 5000)
})

test('any object with the public API of a client will do', async () => {
  const { getIceServers, refresh, getState, subscribe, clear } = freshClient()
  const foreign: IceClient = { getIceServers, refresh, getState, subscribe, clear }
  const pc = connection({ iceServers: await foreign.getIceServers() })
  const { events } = keep(pc, foreign)
  await foreign.refresh()
  await vi.waitFor(() => expect(user(pc)).toBe(foreign.getState().iceServers?.[0]?.username))
  expect(events).toEqual(['applied'])
})
