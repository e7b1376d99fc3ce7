import { createIceClient, type IceState } from '@freshice/core'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type IceSource, useIceServers } from '../src/index.ts'
import { quietConsole } from './quietConsole.ts'
import { testEndpoint } from './testEndpoint.ts'
import { testIceClient } from './testIceClient.ts'

type Endpoint = Awaited<ReturnType<typeof testEndpoint>>
let endpoint: Endpoint
let other: Endpoint
const user = ({ iceServers }: IceState) => iceServers?.[0]?.username

quietConsole()
beforeEach(async () => {
  endpoint = await testEndpoint()
  other = await testEndpoint()
})
afterEach(async () => {
  cleanup()
  vi.useRealTimers()
  await endpoint.close()
  await other.close()
})

test('StrictMode leaves one subscription', () => {
  const { client } = testIceClient()
  let subscribers = 0
  const counted = Object.create(client, {
    subscribe: {
      value(...args: Parameters<typeof client.subscribe>) {
        const end = client.subscribe(...args)
        subscribers += 1
        return () => {
          subscribers -= 1
          end()
        }
      },
    },
  })
  const { rerender, unmount } = renderHook(() => useIceServers(counted).status, { wrapper: StrictMode })
  rerender()
  expect(subscribers).toBe(1)
  unmount()
  expect(subscribers).toBe(0)
})

test('a component that goes and comes back at once, as with fast refresh, asks once', async () => {
  const first = renderHook(() => useIceServers(endpoint.url))
  await waitFor(() => expect(first.result.current.isRefreshing).toBe(true))
  first.unmount()
  const second = renderHook(() => useIceServers(endpoint.url))
  await waitFor(() => expect(user(second.result.current)).toBe('user-1'))
  expect(endpoint.requests).toBe(1)
})

test('an unmount in the middle of a request is silent, and its answer serves the next one', async () => {
  const release = endpoint.hold()
  const first = renderHook(() => useIceServers(endpoint.url))
  await waitFor(() => expect(endpoint.requests).toBe(1))
  const { client } = first.result.current
  first.unmount()
  release()
  await client.getIceServers()
  const { result } = renderHook(() => useIceServers(endpoint.url))
  expect(user(result.current)).toBe('user-1')
  expect(endpoint.requests).toBe(1)
})

test('refresh after an unmount resolves with the new state, and starts nothing more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { result, unmount } = renderHook(() => useIceServers(endpoint.url))
  const { client, refresh } = result.current
  await act(() => client.getIceServers())
  unmount()
  await vi.advanceTimersByTimeAsync(5000)
  expect(user(await refresh())).toBe('user-2')
  expect(vi.getTimerCount()).toBe(0)
})

test('an answer of the old source never shows once another one is named', async () => {
  const release = endpoint.hold()
  const seen: (string | undefined)[] = []
  const { result, rerender } = renderHook(
    ({ source }) => {
      const state = useIceServers(source)
      seen.push(user(state))
      return state
    },
    { initialProps: { source: endpoint.url as IceSource } },
  )
  await waitFor(() => expect(endpoint.requests).toBe(1))
  other.requests = 7
  rerender({ source: new URL(other.url) })
  await waitFor(() => expect(user(result.current)).toBe('user-8'))
  release()
  // The old request, which is under way still.
  await renderHook(() => useIceServers(endpoint.url)).result.current.client.getIceServers()
  await act(async () => {})
  expect(new Set(seen)).toEqual(new Set([undefined, 'user-8']))
})

test('sources may change back and forth while requests are under way', async () => {
  const client = createIceClient(other.url)
  const release = endpoint.hold()
  const { result, rerender } = renderHook(({ source }) => useIceServers(source), {
    initialProps: { source: endpoint.url as IceSource },
  })
  for (let i = 0; i < 5; i += 1) for (const source of [client, endpoint.url]) rerender({ source })
  release()
  await waitFor(() => expect(result.current.status).toBe('fresh'))
  rerender({ source: client })
  expect(result.current.client).toBe(client)
  await waitFor(() => expect(result.current.status).toBe('fresh'))
  expect([endpoint.requests, other.requests]).toEqual([1, 1])
})

test('many sources and unmounts leave no timer and no listener', async () => {
  const targets = [window, document]
  const added = targets.map((target) => vi.spyOn(target, 'addEventListener'))
  const removed = targets.map((target) => vi.spyOn(target, 'removeEventListener'))
  vi.useFakeTimers()
  const clients = Array.from({ length: 10 }, () => createIceClient(() => new Promise(() => {})))
  const mounted = Array.from({ length: 10 }, () =>
    renderHook(({ source }) => useIceServers(source), { initialProps: { source: clients[0] as IceSource } }),
  )
  for (const source of clients) for (const { rerender } of mounted) rerender({ source })
  for (const { unmount } of mounted) unmount()
  await vi.advanceTimersByTimeAsync(5000)
  expect(vi.getTimerCount()).toBe(0)
  // React itself listens for changes of the selection, for good.
  const count = (spies: typeof added) =>
    spies.map(({ mock }) => mock.calls.filter(([type]) => type !== 'selectionchange').length)
  expect(count(added)).toEqual(count(removed))
  expect(Math.min(...count(added))).toBeGreaterThan(0)
})

test('an answer for a user who has signed out never shows', async () => {
  const release = endpoint.hold()
  const seen: (string | undefined)[] = []
  const { result } = renderHook(() => {
    const state = useIceServers(endpoint.url)
    seen.push(user(state))
    return state
  })
  await waitFor(() => expect(endpoint.requests).toBe(1))
  act(() => result.current.client.clear())
  expect(result.current).toMatchObject({ status: 'pending', isRefreshing: false, error: undefined })
  const refreshed = result.current.refresh()
  release()
  await act(() => refreshed)
  expect(user(result.current)).toBe('user-2')
  expect(new Set(seen)).toEqual(new Set([undefined, 'user-2']))
})

test('after sign-out nothing is shown and nothing is asked', async () => {
  vi.useFakeTimers()
  const { client, source } = testIceClient()
  const { result } = renderHook(() => useIceServers(client))
  await act(() => vi.advanceTimersByTimeAsync(0))
  expect(user(result.current)).toBe('user-1')
  act(() => client.clear())
  await act(() => vi.advanceTimersByTimeAsync(3_600_000))
  expect(result.current).toMatchObject({ status: 'pending', iceServers: undefined, error: undefined })
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
  const { result } = renderHook(() => useIceServers(client))
  await act(() => vi.advanceTimersByTimeAsync(0))
  expect(user(result.current)).toBe('user')
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(result.current).toMatchObject({ status: 'expired', iceServers: [] })
})

test('what has expired does not show in a hidden page either', async () => {
  vi.useFakeTimers()
  const iceServers = [{ urls: ['turn:127.0.0.1:3478'], username: 'user', credential: 'secret' }]
  const platform = { isVisible: () => isVisible }
  let isVisible = true
  const client = createIceClient(async () => ({ iceServers, ttl: 60 }), { platform })
  const { result } = renderHook(() => useIceServers(client))
  await act(() => vi.advanceTimersByTimeAsync(0))
  expect(user(result.current)).toBe('user')
  isVisible = false
  document.dispatchEvent(new Event('visibilitychange'))
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(client.getState().status).toBe('expired')
  expect(result.current).toMatchObject({ status: 'expired', iceServers: [] })
})
