import { createIceClient, type IceState } from '@freshice/core'
import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shallowRef, watch } from 'vue'
import { type IceSource, useIceServers } from '../src/index.ts'
import { mountSetup } from './mountSetup.ts'
import { quietConsole } from './quietConsole.ts'
import { testEndpoint } from './testEndpoint.ts'
import { testIceClient } from './testIceClient.ts'

type Endpoint = Awaited<ReturnType<typeof testEndpoint>>
let endpoint: Endpoint
let other: Endpoint
let seen: (string | undefined)[]
const user = ({ iceServers }: IceState) => iceServers?.[0]?.username

quietConsole()
enableAutoUnmount(afterEach)
beforeEach(async () => {
  endpoint = await testEndpoint()
  other = await testEndpoint()
  seen = []
})
afterEach(async () => {
  vi.useRealTimers()
  await endpoint.close()
  await other.close()
})

/** Mounts a component with that source, and notes whose servers it shows. */
function mountWith(source: () => IceSource) {
  return mountSetup(() => {
    const result = useIceServers(source)
    watch(result.state, (state) => seen.push(user(state)), { immediate: true, flush: 'sync' })
    return result
  })
}

test('a component that goes and comes back at once, as with fast refresh, asks once', async () => {
  const first = mountSetup(() => useIceServers(endpoint.url))
  expect(first.result.isRefreshing.value).toBe(true)
  first.unmount()
  const second = mountSetup(() => useIceServers(endpoint.url))
  await vi.waitFor(() => expect(user(second.result.state.value)).toBe('user-1'))
  expect(endpoint.requests).toBe(1)
})

test('an unmount in the middle of a request is silent, and its answer serves the next one', async () => {
  const release = endpoint.hold()
  const first = mountWith(() => endpoint.url)
  await vi.waitFor(() => expect(endpoint.requests).toBe(1))
  first.unmount()
  release()
  await first.result.client.value.getIceServers()
  expect(first.result.status.value).toBe('pending')
  expect(seen).toEqual([undefined])
  const { result } = mountSetup(() => useIceServers(endpoint.url))
  expect(user(result.state.value)).toBe('user-1')
  expect(endpoint.requests).toBe(1)
})

test('refresh after an unmount resolves with the new state, and starts nothing more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { result, unmount } = mountSetup(() => useIceServers(endpoint.url))
  await result.client.value.getIceServers()
  unmount()
  await vi.advanceTimersByTimeAsync(5000)
  expect(user(await result.refresh())).toBe('user-2')
  expect(user(result.state.value)).toBe('user-1')
  expect(vi.getTimerCount()).toBe(0)
})

test('an answer of the old source never shows once another one is named', async () => {
  const release = endpoint.hold()
  const source = shallowRef<IceSource>(endpoint.url)
  const { result } = mountWith(() => source.value)
  await vi.waitFor(() => expect(endpoint.requests).toBe(1))
  const old = result.client.value
  other.requests = 7
  source.value = new URL(other.url)
  await vi.waitFor(() => expect(user(result.state.value)).toBe('user-8'))
  release()
  await old.getIceServers()
  expect(new Set(seen)).toEqual(new Set([undefined, 'user-8']))
  expect(seen.at(-1)).toBe('user-8')
})

test('sources may change back and forth while requests are under way', async () => {
  const client = createIceClient(other.url)
  const release = endpoint.hold()
  const source = shallowRef<IceSource>(endpoint.url)
  const { result } = mountWith(() => source.value)
  for (let i = 0; i < 5; i += 1) for (const next of [client, endpoint.url]) source.value = next
  release()
  await vi.waitFor(() => expect(result.status.value).toBe('fresh'))
  source.value = client
  expect(result.client.value).toBe(client)
  await vi.waitFor(() => expect(result.status.value).toBe('fresh'))
  expect([endpoint.requests, other.requests]).toEqual([1, 1])
})

test('a source that changes because its first request starts shows nothing of the old one', async () => {
  const [idle, slow, quick] = [testIceClient().client, testIceClient().client, testIceClient().client]
  await Promise.all([idle.getIceServers(), quick.getIceServers()])
  const source = shallowRef(idle)
  const { result } = mountSetup(() => {
    const result = useIceServers(source)
    function changeOver() {
      if (source.value === slow) source.value = quick
    }
    watch(result.isRefreshing, changeOver, { flush: 'sync' })
    return result
  })
  source.value = slow
  expect(result.client.value).toBe(quick)
  await slow.getIceServers()
  expect(result.state.value).toBe(quick.getState())
})

test('many sources and unmounts leave no timer and no listener', async () => {
  const targets = [window, document]
  const added = targets.map((target) => vi.spyOn(target, 'addEventListener'))
  const removed = targets.map((target) => vi.spyOn(target, 'removeEventListener'))
  vi.useFakeTimers()
  const clients = Array.from({ length: 10 }, () => createIceClient(() => new Promise(() => {})))
  const source = shallowRef(clients[0] as IceSource)
  const mounted = Array.from({ length: 10 }, () => mountWith(() => source.value))
  for (const client of clients) source.value = client
  for (const { unmount } of mounted) unmount()
  await vi.advanceTimersByTimeAsync(5000)
  expect(vi.getTimerCount()).toBe(0)
  const count = (spies: typeof added) => spies.map(({ mock }) => mock.calls.length)
  expect(count(added)).toEqual(count(removed))
  expect(Math.min(...count(added))).toBeGreaterThan(0)
})

test('an answer for a user who has signed out never shows', async () => {
  const release = endpoint.hold()
  const { result } = mountWith(() => endpoint.url)
  await vi.waitFor(() => expect(endpoint.requests).toBe(1))
  result.client.value.clear()
  expect(result.state.value).toMatchObject({ status: 'pending', isRefreshing: false, error: undefined })
  const refreshed = result.refresh()
  release()
  await refreshed
  expect(user(result.state.value)).toBe('user-2')
  expect(new Set(seen)).toEqual(new Set([undefined, 'user-2']))
})

test('after sign-out nothing is shown and nothing is asked', async () => {
  vi.useFakeTimers()
  const { client, source } = testIceClient()
  const both = [mountWith(() => client), mountWith(() => client)]
  await vi.advanceTimersByTimeAsync(0)
  expect(both.map(({ result }) => user(result.state.value))).toEqual(['user-1', 'user-1'])
  client.clear()
  await vi.advanceTimersByTimeAsync(3_600_000)
  for (const { result } of both)
    expect(result.state.value).toMatchObject({ status: 'pending', iceServers: undefined, error: undefined })
  expect(source.requests).toBe(1)
})

test('what has expired does not show', async () => {
  vi.useFakeTimers()
  let answers = 0
  const client = createIceClient(async () => {
    answers += 1
    if (answers > 1) throw new Error('offline')
    return { iceServers: [{ urls: ['turn:127.0.0.1:3478'], username: 'user', credential: 'secret' }], ttl: 60 }
  })
  const { result } = mountSetup(() => useIceServers(client))
  await vi.advanceTimersByTimeAsync(0)
  expect(user(result.state.value)).toBe('user')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(result.state.value).toMatchObject({ status: 'expired', iceServers: [] })
})

test('what has expired does not show in a hidden page either', async () => {
  vi.useFakeTimers()
  const iceServers = [{ urls: ['turn:127.0.0.1:3478'], username: 'user', credential: 'secret' }]
  const platform = { isVisible: () => isVisible }
  let isVisible = true
  const client = createIceClient(async () => ({ iceServers, ttl: 60 }), { platform })
  const { result } = mountSetup(() => useIceServers(client))
  await vi.advanceTimersByTimeAsync(0)
  expect(user(result.state.value)).toBe('user')
  isVisible = false
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(client.getState().status).toBe('expired')
  expect(result.state.value).toMatchObject({ status: 'expired', iceServers: [] })
})
