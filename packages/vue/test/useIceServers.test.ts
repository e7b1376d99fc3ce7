import { createIceClient, type IceState } from '@freshice/core'
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, isReactive, reactive, ref, shallowRef } from 'vue'
import { type IceSource, useIceServers } from '../src/index.ts'
import { mountSetup } from './mountSetup.ts'
import { quietConsole } from './quietConsole.ts'
import { testEndpoint } from './testEndpoint.ts'

let endpoint: Awaited<ReturnType<typeof testEndpoint>>
const user = ({ iceServers }: IceState) => iceServers?.[0]?.username

quietConsole()
beforeEach(async () => {
  endpoint = await testEndpoint()
})
enableAutoUnmount(afterEach)
afterEach(async () => {
  vi.useRealTimers()
  await endpoint.close()
})

test('shares one request among ten hooks that name the same URL', async () => {
  const results = Array.from({ length: 10 }, (_, index) =>
    mountSetup(() => useIceServers(index % 2 ? endpoint.url : () => new URL(endpoint.url))),
  )
  for (const { result } of results) await vi.waitFor(() => expect(user(result.state.value)).toBe('user-1'))
  expect(new Set(results.map(({ result }) => result.client.value)).size).toBe(1)
  expect(endpoint.requests).toBe(1)
})

test('shows pending, then fresh, in few renders', async () => {
  const seen: string[] = []
  mount(
    defineComponent(() => {
      const { status, isRefreshing } = useIceServers(endpoint.url)
      return () => {
        seen.push(`${status.value} ${isRefreshing.value}`)
        return null
      }
    }),
  )
  await vi.waitFor(() => expect(seen.at(-1)).toBe('fresh false'))
  expect(seen).toEqual(['pending true', 'fresh false'])
})

test('shows at once what is there already', async () => {
  const client = createIceClient(endpoint.url)
  await client.getIceServers()
  const { result } = mountSetup(() => useIceServers(client))
  expect(result.status.value).toBe('fresh')
})

test('shows unavailable and the error when the first request fails', async () => {
  endpoint.status = 500
  const { result } = mountSetup(() => useIceServers(endpoint.url))
  await vi.waitFor(() => expect(result.status.value).toBe('unavailable'))
  expect(result.error.value).toMatchObject({ code: 'http', status: 500 })
})

test('a failed refresh keeps the servers beside the error', async () => {
  const { result } = mountSetup(() => useIceServers(endpoint.url))
  await vi.waitFor(() => expect(result.status.value).toBe('fresh'))
  endpoint.status = 500
  await result.refresh()
  expect(result.error.value).toMatchObject({ code: 'http', status: 500 })
  expect(result.iceServers.value?.[0]?.username).toBe('user-1')
})

test('refresh resolves with the new state and never rejects', async () => {
  const { result } = mountSetup(() => useIceServers(endpoint.url))
  await vi.waitFor(() => expect(result.status.value).toBe('fresh'))
  expect(user(await result.refresh())).toBe('user-2')
  endpoint.status = 401
  const state = await result.refresh()
  expect(state.error).toMatchObject({ code: 'unauthorized' })
  expect(result.state.value).toBe(state)
})

test('new credentials change neither the client nor refresh', async () => {
  const url = shallowRef(new URL(endpoint.url))
  const { result } = mountSetup(() => useIceServers(url))
  await vi.waitFor(() => expect(result.status.value).toBe('fresh'))
  const client = result.client.value
  const state = result.state.value
  url.value = new URL(endpoint.url)
  expect(result.client.value).toBe(client)
  expect(result.state.value).toBe(state)
  await result.refresh()
  expect(user(result.state.value)).toBe('user-2')
  expect(result.client.value).toBe(client)
})

test('shows nothing of the old source once another one is named', async () => {
  const other = await testEndpoint()
  const source = shallowRef<IceSource>(endpoint.url)
  const { result } = mountSetup(() => useIceServers(source))
  await vi.waitFor(() => expect(user(result.state.value)).toBe('user-1'))
  other.requests = 7
  source.value = createIceClient(other.url)
  expect(result.iceServers.value).toBe(undefined)
  await vi.waitFor(() => expect(user(result.state.value)).toBe('user-8'))
  await other.close()
})

test('unmount ends the work: no timer is left after the linger', async () => {
  vi.useFakeTimers()
  const iceServers = [{ urls: ['turn:127.0.0.1:3478'], username: 'user', credential: 'secret' }]
  const fetchIceServers = vi.fn(async () => ({ iceServers, ttl: 600 }))
  const client = createIceClient(fetchIceServers)
  const { result, unmount } = mountSetup(() => useIceServers(client))
  await vi.advanceTimersByTimeAsync(0)
  expect(result.status.value).toBe('fresh')
  expect(vi.getTimerCount()).toBeGreaterThan(0)
  unmount()
  await vi.advanceTimersByTimeAsync(5000)
  expect(vi.getTimerCount()).toBe(0)
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(fetchIceServers).toHaveBeenCalledTimes(1)
})

test('unmount ends a request under way after the linger', async () => {
  vi.useFakeTimers()
  let signal: AbortSignal | undefined
  const client = createIceClient((context) => {
    signal = context.signal
    return new Promise(() => {})
  })
  const { unmount } = mountSetup(() => useIceServers(client))
  unmount()
  expect(signal?.aborted).toBe(false)
  await vi.advanceTimersByTimeAsync(5000)
  expect(signal?.aborted).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('never makes the client or the servers reactive', async () => {
  const client = createIceClient(endpoint.url)
  const { result } = mountSetup(() => useIceServers(ref(client)))
  await vi.waitFor(() => expect(result.status.value).toBe('fresh'))
  expect(result.client.value).toBe(client)
  expect(isReactive(reactive({ client: result.client.value }).client)).toBe(false)
  expect(result.iceServers.value).toBe(client.getState().iceServers)
  expect(result.state.value).toBe(client.getState())
})
