import { describe, expect, test } from 'vitest'
import { internalsOf } from '../src/connection/internals.ts'
import {
  createIceClient,
  type FetchIceServers,
  firstState,
  type IceClientOptions,
  type IceEvent,
  IceServersError,
  type IceState,
} from '../src/index.ts'
import { createTestPlatform, START, settle } from './testPlatform.ts'

const HOUR = 3_600_000

/** A client over a scripted source: every answer carries a username of its own. */
function setUp({ ttl = 3600, answer, ...options }: IceClientOptions & { answer?: (n: number) => unknown } = {}) {
  const platform = createTestPlatform(options.platform)
  const requests: { at: number; reason: string; signal: AbortSignal }[] = []
  const source: FetchIceServers = async ({ reason, signal }) => {
    requests.push({ at: platform.monotonic(), reason, signal })
    const n = requests.length
    return (answer ?? (() => turn(n, ttl)))(n)
  }
  const client = createIceClient(source, { ...options, platform })
  const states: IceState[] = []
  return { client, platform, requests, states, watch: () => client.subscribe((state) => states.push(state)) }
}

function turn(n: number, ttl: number) {
  return {
    iceServers: [{ urls: ['stun:s'] }, { urls: ['turn:t'], username: `user${n}`, credential: `secret${n}` }],
    ttl,
  }
}

const user = (state: IceState) => state.iceServers?.find(({ username }) => username)?.username

describe('demand', () => {
  test('asks for nothing until somebody wants servers', async () => {
    const { client, platform, requests } = setUp()
    await platform.advance(HOUR)
    expect(client.getState()).toMatchObject({ status: 'pending', iceServers: undefined, isRefreshing: false })
    expect(requests).toHaveLength(0)
    expect(platform.timers()).toBe(0)
  })

  test('one request serves all callers and subscribers', async () => {
    const { client, requests, watch } = setUp()
    watch()
    watch()
    const lists = await Promise.all(Array.from({ length: 10 }, () => client.getIceServers()))
    expect(requests).toHaveLength(1)
    expect(new Set(lists).size).toBe(1)
  })

  test('a subscriber that comes back within 5 s costs no request', async () => {
    const { platform, requests, watch } = setUp()
    watch()()
    await platform.advance(4000)
    watch()
    await platform.advance(4000)
    expect(requests).toHaveLength(1)
    await platform.advance(HOUR)
    expect(requests).toHaveLength(2)
  })

  test('nothing is left 5 s after the last subscriber has gone', async () => {
    const { client, platform, requests, watch } = setUp()
    const stop = watch()
    await settle()
    stop()
    await platform.advance(5000)
    expect(platform.timers()).toBe(0)
    expect(platform.listeners()).toBe(0)
    await platform.advance(2 * HOUR)
    expect(requests).toHaveLength(1)
    expect(client.getState().status).toBe('expired')
  })

  test('a request under way ends with the last subscriber', async () => {
    const { platform, requests, watch } = setUp({ answer: () => new Promise(() => {}) })
    const stop = watch()
    await settle()
    stop()
    await platform.advance(5000)
    expect(requests[0]?.signal.aborted).toBe(true)
    expect(platform.timers()).toBe(0)
  })

  test('a caller that still waits keeps its request when the last subscriber goes', async () => {
    let arrive: (value: unknown) => void = () => {}
    const { client, platform, watch } = setUp({ answer: () => new Promise((resolve) => (arrive = resolve)) })
    const stop = watch()
    const servers = client.getIceServers()
    stop()
    await platform.advance(6000)
    arrive(turn(1, 60))
    await expect(servers).resolves.toHaveLength(2)
  })

  test('a hidden page lets its servers lapse, and asks again when it is seen', async () => {
    const { client, platform, requests, watch } = setUp()
    watch()
    await settle()
    platform.show(false)
    await platform.advance(2 * HOUR)
    expect(platform.timers()).toBe(0)
    expect(requests).toHaveLength(1)
    expect(user(client.getState())).toBeUndefined()
    platform.show(true)
    await settle()
    expect(client.getState().status).toBe('fresh')
    expect(requests).toHaveLength(2)
  })

  test('behind a hidden page subscribers are told when their servers run out', async () => {
    const { client, platform, states, requests, watch } = setUp({ ttl: 60 })
    watch()
    await settle()
    platform.show(false)
    await platform.advance(60_000)
    expect(states.at(-1)).toBe(client.getState())
    expect(states.at(-1)).toMatchObject({ status: 'expired', iceServers: [{ urls: ['stun:s'] }] })
    expect(requests).toHaveLength(1)
    expect(platform.timers()).toBe(0)
  })

  test('keepAlive refreshes without subscribers, in a hidden page too, until clear()', async () => {
    const { client, platform, requests } = setUp({ keepAlive: true })
    await client.getIceServers()
    platform.show(false)
    await platform.advance(2 * HOUR)
    expect(requests).toHaveLength(3)
    client.clear()
    await platform.advance(2 * HOUR)
    expect(requests).toHaveLength(3)
    expect(platform.timers()).toBe(0)
  })
})

describe('refreshing', () => {
  test('renews inside the window before expiry, again and again', async () => {
    const { client, platform, requests, watch } = setUp()
    watch()
    await platform.advance(4 * HOUR)
    // Of 3600 s: refreshed at 0.7 of life with this draw.
    expect(requests.map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 5].map((n) => n * 2_520_000))
    expect(requests.slice(1).every(({ reason }) => reason === 'scheduled')).toBe(true)
    expect(client.getState()).toMatchObject({ status: 'fresh', error: undefined })
  })

  test('life counts from the start of the request', async () => {
    const { client, platform, watch } = setUp({
      answer: (n) => new Promise((resolve) => platform.setTimeout(() => resolve(turn(n, 3600)), 4000)),
    })
    watch()
    await platform.advance(4000)
    expect(client.getState()).toMatchObject({ status: 'fresh', updatedAt: START, expiresAt: START + HOUR })
  })

  test('serves the old credential until it lapses, with the error beside it', async () => {
    const { client, platform, states, watch } = setUp({ answer: (n) => (n === 1 ? turn(1, 3600) : '<html>') })
    watch()
    await platform.advance(HOUR - 1)
    expect(client.getState()).toMatchObject({ status: 'stale', error: { code: 'invalid-answer' } })
    expect(user(client.getState())).toBe('user1')
    await platform.advance(1)
    expect(states.at(-1)).toMatchObject({ status: 'expired', iceServers: [{ urls: ['stun:s'] }] })
  })

  test('tries again with growing delays, and at once counts from zero after a success', async () => {
    const { platform, requests, watch } = setUp({ answer: (n) => (n < 6 ? undefined : turn(n, 3600)) })
    watch()
    await platform.advance(60_000)
    const delays = requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? 0))
    expect(delays).toEqual([1500, 2000, 3000, 5000, 9000])
    expect(requests.at(-1)?.reason).toBe('retry')
  })

  test('servers that never expire cost one request and no timer', async () => {
    const { client, platform, requests, watch } = setUp({ answer: () => ({ iceServers: [{ urls: 'stun:s' }] }) })
    watch()
    await settle()
    expect(platform.timers()).toBe(0)
    await platform.advance(1000 * HOUR)
    expect(client.getState()).toMatchObject({ status: 'fresh', expiresAt: Number.POSITIVE_INFINITY })
    expect(requests).toHaveLength(1)
  })

  test('a laptop that slept past the end shows no expired credential, and wakes within 5 min', async () => {
    const { client, platform, requests, watch } = setUp()
    watch()
    await settle()
    platform.sleep(8 * HOUR)
    expect(client.getState()).toMatchObject({ status: 'expired', iceServers: [{ urls: ['stun:s'] }] })
    await platform.advance(300_000)
    expect(client.getState().status).toBe('fresh')
    expect(requests).toHaveLength(2)
  })

  test('a wall clock set back lengthens no life', async () => {
    const { client, platform, watch } = setUp({ answer: (n) => (n === 1 ? turn(1, 3600) : undefined) })
    watch()
    await settle()
    platform.jump(-24 * HOUR)
    await platform.advance(HOUR)
    expect(client.getState().status).toBe('expired')
  })

  test('an answer tiny in life causes at most a request in 5 s', async () => {
    const { platform, requests, watch } = setUp({ ttl: 1 })
    watch()
    await platform.advance(60_000)
    expect(requests.length).toBeLessThanOrEqual(13)
  })

  test('without a word on life an hour is assumed, or what the ttl option says', async () => {
    const answer = () => ({ iceServers: turn(1, 1).iceServers })
    const { client } = setUp({ answer })
    await client.getIceServers()
    expect(client.getState().expiresAt).toBe(START + HOUR)
    const other = createIceClient(async () => answer(), { ttl: 60, platform: createTestPlatform() })
    await other.getIceServers()
    expect(other.getState().expiresAt).toBe(START + 60_000)
  })
})

test.each([
  ['no longer by its rounding to seconds', 34.5, 'invalid-answer'],
  ['longer', 35.5, undefined],
])('the same credential again, %s', async (_, ttl, code) => {
  const { client, platform, watch } = setUp({ answer: (n) => turn(1, n === 1 ? 60 : ttl) })
  watch()
  // Renewed after 26.25 s of 60, with 33.75 s left.
  await platform.advance(26_250)
  expect(client.getState().error?.code).toBe(code)
})

test('a refusal of servers that have been replaced does not take back that of the newest', async () => {
  const { client, platform, requests, watch } = setUp({ answer: (n) => (n < 3 ? turn(n, 3600) : undefined) })
  watch()
  await settle()
  const { generation, refuse } = internalsOf(client)
  const older = generation()
  await client.refresh()
  const newest = generation()
  if (!older || !newest) return expect.fail('no generation')
  refuse(newest)
  await settle()
  refuse(older)
  await platform.advance(10_000)
  expect(requests.length).toBeGreaterThan(3)
  expect(requests.at(-1)?.reason).toBe('refused')
})

describe('a source that fails', () => {
  test.each([
    [
      'throws',
      () => {
        throw new Error('boom')
      },
      'network',
    ],
    ['rejects with no Error', () => Promise.reject('boom'), 'network'],
    ['hangs', () => new Promise(() => {}), 'timeout'],
    ['answers nothing', () => undefined, 'invalid-answer'],
    ['answers HTML', () => '<!doctype html><title>Sign in</title>', 'invalid-answer'],
    ['answers an error object', () => ({ error: 'quota' }), 'invalid-answer'],
    ['answers a life that is over', () => ({ iceServers: [], ttl: 0 }), 'invalid-answer'],
  ])('%s: the state says so', async (_, answer, code) => {
    const { client, platform, watch } = setUp({ answer })
    watch()
    await platform.advance(10_000)
    expect(client.getState()).toMatchObject({ status: 'unavailable', iceServers: undefined, error: { code } })
    expect(client.getState().error).toBeInstanceOf(IceServersError)
  })

  test('and is asked twice for a caller before it rejects, and anew for the next', async () => {
    const { client, platform, requests } = setUp({ answer: () => undefined })
    const first = client.getIceServers().catch((error) => error)
    await platform.advance(2000)
    expect(await first).toMatchObject({ code: 'invalid-answer' })
    expect(requests).toHaveLength(2)
    const second = client.getIceServers().catch((error) => error)
    await platform.advance(3000)
    expect(await second).toMatchObject({ code: 'invalid-answer' })
    expect(requests).toHaveLength(4)
  })

  test('never asks again by itself after a 401, but for somebody who asks', async () => {
    const unauthorized = new IceServersError('unauthorized', 'no', { status: 401 })
    const { client, platform, requests, watch } = setUp({ answer: () => Promise.reject(unauthorized) })
    watch()
    await platform.advance(HOUR)
    expect(requests).toHaveLength(1)
    expect(client.getState()).toMatchObject({ status: 'unavailable', nextAttemptAt: undefined })
    await expect(client.refresh()).rejects.toBe(unauthorized)
    expect(requests).toHaveLength(2)
  })

  test('with a fallback, that is what the state and callers get', async () => {
    const fallback = [{ urls: 'stun:fallback' }]
    const { client, platform } = setUp({ answer: () => undefined, fallback })
    expect(client.getState().iceServers).toBe(fallback)
    const servers = client.getIceServers()
    await platform.advance(2000)
    expect(await servers).toBe(fallback)
    expect(client.getState()).toMatchObject({ status: 'unavailable', iceServers: fallback })
  })
})

describe('getIceServers', () => {
  test('fetches when too little life is left, and otherwise hands out what is there', async () => {
    const { client, platform, requests } = setUp({ ttl: 60 })
    await client.getIceServers()
    await platform.advance(20_000)
    await client.getIceServers()
    expect(requests).toHaveLength(1)
    await client.getIceServers({ minValidity: 45_000 })
    expect(requests).toHaveLength(2)
  })

  test('servers fetched before a call is wanted cost no request when it comes, without a subscriber in between', async () => {
    const { client, platform, requests, watch } = setUp()
    // As on hover and in a route loader.
    for (let n = 0; n < 2; n += 1) client.getIceServers().catch(() => {})
    await settle()
    // A component of another page, which is long gone when the call comes.
    watch()()
    await platform.advance(HOUR / 2)
    expect(await client.getIceServers()).toEqual(turn(1, 0).iceServers)
    watch()
    await settle()
    expect(requests).toHaveLength(1)
  })

  test('past the refresh time it hands out at once and renews behind', async () => {
    const { client, platform, requests } = setUp()
    await client.getIceServers()
    await platform.advance(0.8 * HOUR)
    expect(await client.getIceServers()).toEqual(turn(1, 0).iceServers)
    await settle()
    expect(requests).toHaveLength(2)
    expect(await client.getIceServers()).toEqual(turn(2, 0).iceServers)
  })

  test('asking for more life than answers have costs no loop', async () => {
    const { client, platform, requests } = setUp({ ttl: 60 })
    for (let n = 0; n < 50; n += 1) {
      await client.getIceServers({ minValidity: HOUR })
      await platform.advance(100)
    }
    expect(requests.length).toBeLessThanOrEqual(6)
  })

  test('a caller that asks for no life at all gets no expired credential either', async () => {
    const { client, platform, requests } = setUp({ ttl: 60 })
    await client.getIceServers()
    await platform.advance(60_000)
    expect(await client.getIceServers({ minValidity: 0 })).toEqual(turn(2, 0).iceServers)
    expect(requests).toHaveLength(2)
  })

  test('with too little life, waits 3 s for a better answer and then hands out what lives', async () => {
    const { client, platform } = setUp({ ttl: 60, answer: (n) => (n === 1 ? turn(1, 60) : new Promise(() => {})) })
    await client.getIceServers()
    await platform.advance(55_000)
    const servers = client.getIceServers({ minValidity: 10_000 })
    await platform.advance(3000)
    expect(await servers).toEqual(turn(1, 0).iceServers)
  })

  test("a caller's signal ends only that caller's wait", async () => {
    const { client, platform, requests } = setUp({
      answer: (n) => new Promise((resolve) => platform.setTimeout(() => resolve(turn(n, 60)), 500)),
    })
    const leaving = new AbortController()
    const gone = client.getIceServers({ signal: leaving.signal }).catch((error) => error)
    const stays = client.getIceServers()
    leaving.abort()
    expect(await gone).toMatchObject({ code: 'aborted' })
    await platform.advance(500)
    await expect(stays).resolves.toHaveLength(2)
    expect(requests).toHaveLength(1)
  })
})

describe('refresh', () => {
  test('joins the request under way; force starts another, and the older answer is dropped', async () => {
    const arrive: ((value: unknown) => void)[] = []
    const { client, requests, platform } = setUp({ answer: () => new Promise((resolve) => arrive.push(resolve)) })
    const joined = [client.refresh(), client.refresh()]
    await platform.advance(10)
    const forced = client.refresh({ force: true })
    await settle()
    expect(requests).toHaveLength(2)
    arrive[1]?.(turn(2, 60))
    expect(await forced).toEqual(turn(2, 0).iceServers)
    arrive[0]?.(turn(1, 60))
    expect(await Promise.all(joined)).toEqual([turn(2, 0).iceServers, turn(2, 0).iceServers])
    expect(user(client.getState())).toBe('user2')
  })

  test('rejects at once inside a Retry-After, unless forced', async () => {
    const busy = new IceServersError('http', 'busy', { status: 429, retryAt: START + 120_000 })
    const { client, platform, requests, watch } = setUp({
      answer: (n) => (n === 1 ? Promise.reject(busy) : turn(n, 60)),
    })
    watch()
    await platform.advance(60_000)
    await expect(client.refresh()).rejects.toMatchObject({ retryAt: START + 120_000 })
    await expect(client.getIceServers()).rejects.toBe(busy)
    expect(requests).toHaveLength(1)
    await client.refresh({ force: true })
    expect(requests).toHaveLength(2)
  })
})

describe('state', () => {
  test('is the same object until something changes', async () => {
    const { client, platform } = setUp()
    await client.getIceServers()
    const state = client.getState()
    await platform.advance(1000)
    expect(client.getState()).toBe(state)
    await client.refresh()
    expect(client.getState()).not.toBe(state)
  })

  test('goes pending, refreshing, fresh', async () => {
    const { states, watch } = setUp()
    watch()
    await settle()
    expect(states.map(({ status, isRefreshing }) => [status, isRefreshing])).toEqual([
      ['pending', true],
      ['fresh', false],
    ])
  })

  test('listeners that throw or leave while told harm nobody', async () => {
    const { client, states, watch } = setUp()
    const seen: string[] = []
    client.subscribe(() => {
      throw new Error('a bad listener')
    })
    const leave = client.subscribe(({ status }) => {
      seen.push(status)
      leave()
    })
    watch()
    await settle()
    expect(seen).toHaveLength(1)
    expect(states.at(-1)?.status).toBe('fresh')
  })

  test('a listener that clears the client in the middle of it leaves no timer', async () => {
    const { client, platform } = setUp({ answer: (n) => (n === 1 ? turn(1, 600) : undefined) })
    client.subscribe(({ status }) => {
      if (status !== 'pending') client.clear()
    })
    await platform.advance(1000)
    expect(client.getState().status).toBe('pending')
    expect(platform.timers()).toBe(0)
  })

  test('a listener that ends the subscription of another is the last to be told', async () => {
    const { client } = setUp()
    let leave = () => {}
    let told = 0
    client.subscribe(() => leave())
    leave = client.subscribe(() => {
      told += 1
    })
    await client.getIceServers()
    expect(told).toBe(0)
  })

  test('a state that a listener has made old is told to nobody else', async () => {
    const { client } = setUp()
    const told: string[] = []
    client.subscribe(({ status }) => {
      if (status === 'fresh') client.clear()
    })
    client.subscribe(({ status }) => told.push(status))
    await client.getIceServers()
    await settle()
    expect(told).not.toContain('fresh')
  })

  test('clear() forgets, ends the request, and fetches nothing until asked', async () => {
    const { client, platform, requests, states, watch } = setUp()
    watch()
    await settle()
    const waiting = client.refresh().catch((error) => error)
    client.clear()
    expect(states.at(-1)).toMatchObject({ status: 'pending', iceServers: undefined })
    expect(await waiting).toMatchObject({ code: 'aborted' })
    await platform.advance(2 * HOUR)
    expect(requests).toHaveLength(2)
    expect(client.getState()).toMatchObject({ status: 'pending', error: undefined })
    await client.getIceServers()
    expect(requests).toHaveLength(3)
  })
})

describe('after clear()', () => {
  test('nothing is left of what came with the page either', async () => {
    const initial = { iceServers: [{ urls: 'turn:t', username: 'user0', credential: 'secret0' }], ttl: 3600 }
    const { client } = setUp({ initial })
    expect(user(firstState(client))).toBe('user0')
    client.clear()
    expect(firstState(client)).toMatchObject({ status: 'pending', iceServers: undefined })
  })

  test('an older request that a forced one overtook brings nothing back', async () => {
    const arrive: ((value: unknown) => void)[] = []
    const { client } = setUp({ answer: () => new Promise((resolve) => arrive.push(resolve)) })
    const ended = [client.refresh(), client.refresh({ force: true })].map((call) => call.catch(({ code }) => code))
    client.clear()
    arrive[0]?.(turn(1, 60))
    arrive[1]?.(turn(2, 60))
    expect(await Promise.all(ended)).toEqual(['aborted', 'aborted'])
    expect(client.getState()).toMatchObject({ status: 'pending', iceServers: undefined })
  })

  test('an answer that came in the same moment brings nothing back', async () => {
    let arrive: (value: unknown) => void = () => {}
    const { client } = setUp({ answer: () => new Promise((resolve) => (arrive = resolve)) })
    const ended = client.refresh().catch(({ code }) => code)
    await settle()
    arrive(turn(1, 60))
    // The answer has been taken from the source by then, but not yet been accepted.
    await Promise.resolve()
    await Promise.resolve()
    client.clear()
    expect(await ended).toBe('aborted')
    expect(client.getState()).toMatchObject({ status: 'pending', iceServers: undefined })
  })

  test('a caller that waits for a longer life does not get the old servers', async () => {
    const { client, platform } = setUp({ ttl: 60, answer: (n) => (n === 1 ? turn(1, 60) : new Promise(() => {})) })
    await client.getIceServers()
    await platform.advance(55_000)
    const call = client.getIceServers({ minValidity: 10_000 }).catch(({ code }) => code)
    client.clear()
    expect(await call).toBe('aborted')
  })

  test('a caller asks no more, and gets no fallback', async () => {
    const { client, requests } = setUp({ answer: () => new Promise(() => {}), fallback: [{ urls: 'stun:f' }] })
    const call = client.getIceServers().catch(({ code }) => code)
    await settle()
    client.clear()
    expect(await call).toBe('aborted')
    expect(requests).toHaveLength(1)
  })

  test('a caller between two tries asks no more', async () => {
    const { client, platform, requests } = setUp({ answer: () => undefined })
    const call = client.getIceServers().catch(({ code }) => code)
    await platform.advance(500)
    client.clear()
    await platform.advance(5000)
    expect(await call).toBe('aborted')
    expect(requests).toHaveLength(1)
  })
})

test('a call that has ended leaves no timer', async () => {
  const { client, platform } = setUp({ ttl: 60 })
  await client.getIceServers()
  await platform.advance(55_000)
  await client.getIceServers({ minValidity: 10_000 })
  expect(platform.timers()).toBe(0)
})

test('a wall clock set back does not lengthen a Retry-After', async () => {
  const busy = new IceServersError('http', 'busy', { status: 429, retryAt: START + 60_000 })
  const { client, platform, requests } = setUp({ answer: (n) => (n === 1 ? Promise.reject(busy) : turn(n, 60)) })
  await client.refresh().catch(() => {})
  platform.jump(-24 * HOUR)
  await platform.advance(60_000)
  await client.refresh()
  expect(requests).toHaveLength(2)
})

describe('offline', () => {
  /** A platform that says it is offline. */
  function offline(options: Parameters<typeof setUp>[0] = {}) {
    let isOnline = false
    const set = setUp({ ...options, platform: { isOnline: () => isOnline } })
    const goOnline = () => {
      isOnline = true
      set.platform.tell('online')
    }
    return { ...set, goOnline }
  }
  const unreachable = () => Promise.reject(new Error('offline'))

  test('one try is made, and the next when the machine is online', async () => {
    const { platform, requests, goOnline, watch } = offline({
      answer: (n) => (n === 1 ? unreachable() : turn(n, 3600)),
    })
    watch()
    await platform.advance(15 * 60_000)
    expect(requests).toHaveLength(1)
    goOnline()
    await settle()
    expect(requests).toHaveLength(2)
  })

  test('servers that live are tried for once more, 10 s before their end', async () => {
    const { client, platform, requests, watch } = offline({ answer: (n) => (n === 1 ? turn(1, 600) : unreachable()) })
    await client.getIceServers()
    watch()
    await platform.advance(600_000)
    // The first answer proved that online it was; the word "offline" comes after it.
    platform.tell('offline')
    expect(requests.map(({ at }) => at).at(-1)).toBeLessThanOrEqual(600_000)
  })

  test('an answer proves that the machine is online after all', async () => {
    const { platform, requests, watch } = offline({ answer: (n) => (n === 1 ? '<html>' : turn(n, 3600)) })
    watch()
    await platform.advance(2000)
    expect(requests).toHaveLength(2)
  })

  test('coming online spreads tries over 5 s while the old servers live', async () => {
    const { platform, requests, goOnline, watch } = offline({
      answer: (n) => (n === 1 ? turn(1, 3600) : unreachable()),
    })
    watch()
    await settle()
    platform.tell('offline')
    await platform.advance(3_000_000)
    expect(requests).toHaveLength(2)
    goOnline()
    await platform.advance(2499)
    expect(requests).toHaveLength(2)
    await platform.advance(1)
    expect(requests).toHaveLength(3)
  })
})

describe('not signed in', () => {
  const unauthorized = () => Promise.reject(new IceServersError('unauthorized', 'no', { status: 401 }))

  test('a return to the page tries again, at most once in a minute', async () => {
    const { platform, requests, watch } = setUp({ answer: unauthorized })
    watch()
    await platform.advance(30_000)
    platform.show(true)
    await settle()
    expect(requests).toHaveLength(1)
    await platform.advance(30_000)
    platform.show(true)
    await settle()
    platform.show(true)
    await settle()
    expect(requests).toHaveLength(2)
  })

  test('new demand tries again, once the last one has been gone', async () => {
    const { platform, requests, watch } = setUp({ answer: unauthorized })
    const stop = watch()
    await settle()
    stop()
    await platform.advance(5000)
    watch()
    await settle()
    expect(requests).toHaveLength(2)
  })
})

test('the old credential again, with no more life, is a failure and not a refresh', async () => {
  const { client, platform, requests, watch } = setUp({
    answer: (n) => (n === 1 ? turn(1, 3600) : turn(1, Math.floor((HOUR - platform.monotonic()) / 1000))),
  })
  watch()
  await platform.advance(0.7 * HOUR)
  expect(client.getState()).toMatchObject({ status: 'stale', error: { code: 'invalid-answer' } })
  const asked = client.refresh()
  await platform.advance(1000)
  expect(await asked).toEqual(turn(1, 0).iceServers)
  expect(requests).toHaveLength(3)
})

test('an answer that came with the page costs no request while it lives', async () => {
  const { client, platform, requests, watch } = setUp({ initial: turn(0, 3600) })
  expect(client.getState()).toMatchObject({ status: 'fresh', updatedAt: START })
  watch()
  await platform.advance(2_519_000)
  expect(requests).toHaveLength(0)
  await platform.advance(1000)
  expect(requests).toHaveLength(1)
})

describe('events', () => {
  test('tell the life of servers, and no secret', async () => {
    const events: IceEvent[] = []
    const answers = [() => turn(1, 3600), () => undefined, () => turn(3, 3600)]
    const { client, platform, watch } = setUp({
      ttl: 3600,
      answer: (n) => answers[n - 1]?.(),
      onEvent(event) {
        events.push(event)
        throw new Error('a bad listener')
      },
    })
    watch()
    await settle()
    await platform.advance(2_520_000)
    client.refresh()
    await platform.advance(1000)
    client.clear()
    expect(events).toMatchObject([
      { type: 'request-started', reason: 'initial' },
      { type: 'request-succeeded', reason: 'initial', duration: 0, expiresAt: START + HOUR, problems: 0 },
      { type: 'scheduled', refreshAt: START + 2_520_000 },
      { type: 'request-started', reason: 'scheduled' },
      { type: 'request-failed', reason: 'scheduled', code: 'invalid-answer', status: undefined, retryIn: 1500 },
      { type: 'stale' },
      { type: 'request-started', reason: 'requested' },
      { type: 'request-succeeded', reason: 'requested' },
      { type: 'scheduled' },
      { type: 'cleared' },
    ])
    expect(JSON.stringify(events)).not.toMatch(/secret|user1/)
  })

  test('tell what was assumed, and the end', async () => {
    const events: IceEvent['type'][] = []
    const platform = createTestPlatform()
    const client = createIceClient(
      async () => (events.length < 2 ? { iceServers: turn(1, 1).iceServers } : undefined),
      { platform, onEvent: ({ type }) => events.push(type) },
    )
    client.subscribe(() => {})
    await platform.advance(HOUR)
    expect(events).toContain('lifetime-assumed')
    expect(events).toContain('expired')
  })
})

describe('adverse sources and callers', () => {
  test('a source that fails with an abort of its own is a failure, and no storm', async () => {
    const { client, platform, requests, watch } = setUp({
      answer: () => Promise.reject(new IceServersError('aborted', 'not ours')),
    })
    watch()
    await platform.advance(10_000)
    expect(requests.length).toBeLessThan(8)
    expect(client.getState()).toMatchObject({ status: 'unavailable', error: { code: 'network' } })
  })

  test('a source that calls its own client does no harm', async () => {
    const platform = createTestPlatform()
    let asked = 0
    const client = createIceClient(
      async () => {
        asked += 1
        client.refresh().catch(() => {})
        return turn(1, 60)
      },
      { platform },
    )
    await client.getIceServers()
    expect(asked).toBe(1)
  })

  test('a listener that refreshes after every error causes one try in a second', async () => {
    const { client, platform, requests } = setUp({ answer: () => undefined })
    client.subscribe(({ error, isRefreshing }) => {
      if (error && !isRefreshing) client.refresh().catch(() => {})
    })
    await platform.advance(10_000)
    expect(requests.length).toBeLessThanOrEqual(11)
  })

  test('of two requests in the same instant the later one counts', async () => {
    const arrive: ((value: unknown) => void)[] = []
    const { client } = setUp({ answer: () => new Promise((resolve) => arrive.push(resolve)) })
    const older = client.refresh()
    const newer = client.refresh({ force: true })
    await settle()
    arrive[1]?.(turn(2, 60))
    await newer
    arrive[0]?.(turn(1, 60))
    await older
    expect(user(client.getState())).toBe('user2')
  })

  test('a caller that no longer waits when it asks causes no request', async () => {
    const { client, requests } = setUp()
    const signal = AbortSignal.abort()
    await expect(client.getIceServers({ signal })).rejects.toMatchObject({ code: 'aborted' })
    await expect(client.refresh({ signal })).rejects.toMatchObject({ code: 'aborted' })
    expect(requests).toHaveLength(0)
  })
})

describe('what makes no sense', () => {
  test.each([
    ['source', () => createIceClient(42 as never)],
    ['source', () => createIceClient('')],
    ['timeout', () => createIceClient('/ice', { timeout: -1 })],
    ['timeout', () => createIceClient('/ice', { timeout: 2 ** 31 })],
    ['ttl', () => createIceClient('/ice', { ttl: Number.NaN })],
    ['maxUrls', () => createIceClient('/ice', { maxUrls: 0 })],
    ['filter', () => createIceClient('/ice', { filter: 'turn' as never })],
    ['fallback', () => createIceClient('/ice', { fallback: {} as never })],
  ])('throws at creation and names the %s', (name, create) => {
    expect(create).toThrow(TypeError)
    expect(create).toThrow(name)
  })
})
