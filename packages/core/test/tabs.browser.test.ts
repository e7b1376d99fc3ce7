import { afterEach, expect, test, vi } from 'vitest'
import { insidesOf } from '../src/client/insides.ts'
import type { Generation } from '../src/generation.ts'
import { createIceClient, type IceClient, type IceClientOptions, type IceEvent } from '../src/index.ts'
import { shareAcrossTabs } from '../src/tabs.ts'

// Clients of one page share as those of several tabs do: each has a channel of its own.

let key = ''
let tests = 0
let requests = 0
let failing = false
const clients: IceClient[] = []
const ends: (() => void)[] = []

afterEach(() => {
  for (const end of ends.splice(0)) end()
  for (const client of clients.splice(0)) client.clear()
  failing = false
})

interface Tab {
  client: IceClient
  events: IceEvent[]
}

function tab(options: IceClientOptions = {}, delay = 20): Tab {
  const events: IceEvent[] = []
  const source = async () => {
    requests += 1
    const user = `user${requests}`
    await new Promise((resolve) => setTimeout(resolve, delay))
    if (failing) throw new Error('down')
    return { iceServers: [{ urls: ['turn:127.0.0.1:9000'], username: user, credential: 'c' }], ttl: 3600 }
  }
  const share = shareAcrossTabs({ key })
  const client = createIceClient(source, { share, onEvent: (event) => events.push(event), ...options })
  clients.push(client)
  return { client, events }
}

/** A user of whom no other test knows. */
function newUser() {
  tests += 1
  requests = 0
  key = `${performance.timeOrigin}:${tests}`
}

const user = (client: IceClient) => client.getState().iceServers?.[0]?.username
const say = (message: unknown) => {
  const channel = new BroadcastChannel(`freshice:1:${key}`)
  ends.push(() => channel.close())
  channel.postMessage(message)
}
const answer = (more: object = {}) => ({
  type: 'answer',
  iceServers: [{ urls: ['turn:127.0.0.1:9000'], username: 'theirs', credential: 'c' }],
  ttl: 7200,
  age: 0,
  start: Date.now(),
  ...more,
})

test('ten at once make one request, and have the same servers for the same time', async () => {
  newUser()
  const tabs = Array.from({ length: 10 }, () => tab())
  const all = await Promise.all(tabs.map(({ client }) => client.getIceServers()))
  expect(requests).toBe(1)
  expect(new Set(all.map((servers) => servers[0]?.username))).toEqual(new Set(['user1']))
  const ends = tabs.map(({ client }) => client.getState().expiresAt ?? 0)
  expect(Math.max(...ends) - Math.min(...ends)).toBeLessThan(50)
})

test('a refresh of one reaches all, also those that nobody watches', async () => {
  newUser()
  const [a, b, c] = [tab(), tab(), tab()] as const
  const seen: (string | undefined)[] = []
  ends.push(c.client.subscribe((state) => seen.push(state.iceServers?.[0]?.username)))
  await Promise.all([a, b, c].map(({ client }) => client.getIceServers()))
  await a.client.refresh()
  await vi.waitFor(() => expect([a, b, c].map(({ client }) => user(client))).toEqual(['user2', 'user2', 'user2']))
  expect(requests).toBe(2)
  expect(seen.at(-1)).toBe('user2')
})

test('a new one takes what the others have, with the life that is left', async () => {
  newUser()
  const first = tab()
  await first.client.getIceServers()
  const second = tab()
  await second.client.getIceServers()
  expect(requests).toBe(1)
  const difference = (second.client.getState().expiresAt ?? 0) - (first.client.getState().expiresAt ?? 0)
  expect(Math.abs(difference)).toBeLessThan(50)
})

test('clear() of one clears all, and nothing comes back until somebody asks again', async () => {
  newUser()
  const [a, b] = [tab(), tab()] as const
  ends.push(b.client.subscribe(() => {}))
  await Promise.all([a, b].map(({ client }) => client.getIceServers()))
  a.client.clear()
  await vi.waitFor(() => expect(b.client.getState()).toMatchObject({ status: 'pending', iceServers: undefined }))
  expect(b.events.map(({ type }) => type)).toContain('cleared')
  expect(requests).toBe(1)
  say(answer())
  await b.client.getIceServers()
  await a.client.getIceServers()
  expect([user(a.client), user(b.client)]).toEqual(['user2', 'user2'])
})

test('an answer that was under way when one cleared reaches nobody', async () => {
  newUser()
  const [a, b] = [tab({}, 1000), tab({}, 1000)] as const
  const late = b.client.getIceServers()
  late.catch(() => {})
  await vi.waitFor(() => expect(requests).toBe(1))
  a.client.clear()
  await expect(late).rejects.toMatchObject({ code: 'aborted' })
  await new Promise((resolve) => setTimeout(resolve, 1100))
  expect([user(a.client), user(b.client)]).toEqual([undefined, undefined])
})

test('another user shares nothing', async () => {
  newUser()
  const ours = tab()
  const theirs = tab({ share: shareAcrossTabs({ key: `${key}:other` }) })
  await Promise.all([ours.client.getIceServers(), theirs.client.getIceServers()])
  expect(requests).toBe(2)
  ours.client.clear()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(user(theirs.client)).toBeDefined()
})

test.each([
  ['no message', 'hello'],
  ['null', null],
  ['no servers', answer({ iceServers: undefined })],
  ['servers no browser takes', answer({ iceServers: [{ urls: 'http://x' }] })],
  ['a life that is over', answer({ age: 8_000_000 })],
  ['a life that is over by its time', answer({ start: Date.now() - 8_000_000 })],
  ['an age that is no number', answer({ age: 'x' })],
  ['an age that no number is compared with', answer({ age: 1n })],
  ['an age in the future', answer({ age: -1000, start: Date.now() + 60_000 })],
  ['a bad ttl', answer({ ttl: -1 })],
  ['what was asked for before ours', answer({ age: 60_000, start: Date.now() - 60_000 })],
  ['an unknown word', { type: 'sing' }],
])('what is of no use is left alone: %s', async (_, message) => {
  newUser()
  const { client, events } = tab()
  await client.getIceServers()
  const before = client.getState()
  const errors: unknown[] = []
  const note = (event: ErrorEvent) => {
    event.preventDefault()
    errors.push(event.message)
  }
  addEventListener('error', note)
  ends.push(() => removeEventListener('error', note))
  say(message)
  // Comes after it on the same channel, and is taken.
  say(answer({ iceServers: [{ urls: ['stun:127.0.0.1:9000'] }] }))
  await vi.waitFor(() => expect(client.getState().iceServers).toEqual([{ urls: ['stun:127.0.0.1:9000'] }]))
  expect(user(client)).toBeUndefined()
  expect(before.iceServers?.[0]?.username).toBe('user1')
  expect(events.filter(({ type }) => type === 'request-failed')).toEqual([])
  expect(errors).toEqual([])
})

test('a client whose filter lets nothing of it pass asks for itself', async () => {
  newUser()
  const a = tab()
  await a.client.getIceServers()
  const b = tab({ filter: ({ port }) => port !== 9000 })
  await expect(b.client.getIceServers()).rejects.toMatchObject({ code: 'invalid-answer' })
  expect(requests).toBeGreaterThan(1)
})

test('a holder that does not let go is passed by after 5 s', async () => {
  newUser()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  ends.push(() => release())
  await new Promise<void>((resolve) => {
    navigator.locks.request(`freshice:1:${key}`, () => {
      resolve()
      return held
    })
  })
  const start = performance.now()
  const { client } = tab()
  await client.getIceServers()
  expect(performance.now() - start).toBeGreaterThan(4900)
  // It waits for no answer on top: who holds a lock for so long has none.
  expect(performance.now() - start).toBeLessThan(5900)
})

test('who is passed by takes over what was asked for later, and its own answer changes nobody', async () => {
  newUser()
  const [slow, quick, third] = [tab({}, 6500), tab(), tab()] as const
  const late = slow.client.refresh()
  await vi.waitFor(() => expect(requests).toBe(1))
  await quick.client.refresh()
  await late
  await new Promise((resolve) => setTimeout(resolve, 2000))
  expect([slow, quick, third].map(({ client }) => user(client))).toEqual(['user2', 'user2', 'user2'])
}, 15_000)

test('a failure is told to who asked, and the next one asks again', async () => {
  newUser()
  failing = true
  const [a, b] = [tab({ timeout: 1000 }), tab()] as const
  await expect(a.client.refresh()).rejects.toMatchObject({ code: 'network' })
  failing = false
  await b.client.getIceServers()
  await vi.waitFor(() => expect(user(a.client)).toBe(user(b.client)))
})

test('the same servers with a longer life live longer, and stay the same list', async () => {
  newUser()
  const { client } = tab()
  const servers = await client.getIceServers()
  say(answer({ iceServers: servers, ttl: 90_000 }))
  await vi.waitFor(() => expect((client.getState().expiresAt ?? 0) - Date.now()).toBeGreaterThan(80_000_000))
  expect(client.getState().iceServers).toBe(servers)
})

test('a refused credential is renewed for all, and not taken back from others', async () => {
  newUser()
  const [a, b] = [tab(), tab()] as const
  ends.push(a.client.subscribe(() => {}))
  const refused = await a.client.getIceServers()
  // Asked in the instant in which the answer is on its way, the other one would make a request of its own.
  await vi.waitFor(() => expect(user(b.client)).toBe('user1'))
  const insides = insidesOf(a.client)
  insides?.refuse(insides.generation() as Generation)
  // Asked for before the new one is, by any rounding.
  say(answer({ iceServers: refused, ttl: 90_000, age: 5, start: Date.now() - 5 }))
  await vi.waitFor(() => expect([user(a.client), user(b.client)]).toEqual(['user2', 'user2']))
  expect(a.events).toContainEqual({ type: 'request-started', reason: 'refused' })
  say(answer({ iceServers: refused, ttl: 90_000 }))
  say(answer({ ttl: 80_000 }))
  await vi.waitFor(() => expect(user(a.client)).toBe('theirs'))
})

test('without locks each is on its own', async () => {
  newUser()
  const locks = Object.getOwnPropertyDescriptor(Navigator.prototype, 'locks') as PropertyDescriptor
  Object.defineProperty(Navigator.prototype, 'locks', { ...locks, get: () => undefined })
  const [a, b] = [tab(), tab()] as const
  Object.defineProperty(Navigator.prototype, 'locks', locks)
  await Promise.all([a.client.getIceServers(), b.client.getIceServers()])
  expect(requests).toBe(2)
})

test('where locks are refused each is on its own, without a wait', async () => {
  newUser()
  const request = vi.spyOn(navigator.locks, 'request').mockRejectedValue(new DOMException('', 'SecurityError'))
  ends.push(() => request.mockRestore())
  const { client } = tab()
  await client.getIceServers()
  const start = performance.now()
  await client.refresh()
  expect(performance.now() - start).toBeLessThan(900)
  expect(user(client)).toBe('user2')
})

test('where channels are refused each is on its own', async () => {
  newUser()
  const { BroadcastChannel } = globalThis
  globalThis.BroadcastChannel = class {
    constructor() {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    }
  } as unknown as typeof BroadcastChannel
  ends.push(() => {
    globalThis.BroadcastChannel = BroadcastChannel
  })
  const { client } = tab()
  await client.getIceServers()
  expect(user(client)).toBe('user1')
  client.clear()
  expect(client.getState().status).toBe('pending')
})

test('a channel that sends nothing costs no answer, and clear() clears', async () => {
  newUser()
  const { client } = tab()
  const post = vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation(() => {
    throw new DOMException('', 'InvalidStateError')
  })
  ends.push(() => post.mockRestore())
  await client.getIceServers()
  expect(user(client)).toBe('user1')
  client.clear()
  expect(client.getState()).toMatchObject({ status: 'pending', iceServers: undefined })
})

test('a key that tells nobody apart is an error', () => {
  expect(() => shareAcrossTabs({ key: '' })).toThrow('key must say who is signed in')
  expect(() => shareAcrossTabs({} as { key: string })).toThrow(TypeError)
})
