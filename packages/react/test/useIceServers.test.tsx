import { createIceClient, type IceState } from '@freshice/core'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type IceSource, useIceServers } from '../src/index.ts'
import { quietConsole } from './quietConsole.ts'
import { testEndpoint } from './testEndpoint.ts'

let endpoint: Awaited<ReturnType<typeof testEndpoint>>
const user = ({ iceServers }: IceState) => iceServers?.[0]?.username

quietConsole()
beforeEach(async () => {
  endpoint = await testEndpoint()
})
afterEach(async () => {
  cleanup()
  vi.useRealTimers()
  await endpoint.close()
})

test('shares one request among ten hooks that name the same URL', async () => {
  const results = Array.from({ length: 10 }, (_, index) =>
    renderHook(() => useIceServers(index % 2 ? endpoint.url : new URL(endpoint.url))),
  )
  for (const { result } of results) await waitFor(() => expect(user(result.current)).toBe('user-1'))
  expect(new Set(results.map(({ result }) => result.current.client)).size).toBe(1)
  expect(endpoint.requests).toBe(1)
})

test('shows pending, then fresh, in few renders', async () => {
  const seen: string[] = []
  const { result } = renderHook(() => {
    const state = useIceServers(endpoint.url)
    seen.push(`${state.status} ${state.isRefreshing}`)
    return state
  })
  await waitFor(() => expect(result.current.status).toBe('fresh'))
  expect(seen).toEqual(['pending false', 'pending true', 'fresh false'])
})

test('shows at once what is there already', async () => {
  const client = createIceClient(endpoint.url)
  await client.getIceServers()
  const seen: string[] = []
  renderHook(() => seen.push(useIceServers(client).status))
  await act(async () => {})
  expect(seen).toEqual(['fresh'])
})

test('shows unavailable and the error when the first request fails', async () => {
  endpoint.status = 500
  const { result } = renderHook(() => useIceServers(endpoint.url))
  await waitFor(() => expect(result.current.status).toBe('unavailable'))
  expect(result.current.error).toMatchObject({ code: 'http', status: 500 })
})

test('a failed refresh keeps the servers beside the error', async () => {
  const { result } = renderHook(() => useIceServers(endpoint.url))
  await waitFor(() => expect(result.current.status).toBe('fresh'))
  endpoint.status = 500
  await act(() => result.current.refresh())
  expect(result.current.error).toMatchObject({ code: 'http', status: 500 })
  expect(user(result.current)).toBe('user-1')
})

test('refresh resolves with the new state and never rejects', async () => {
  const { result } = renderHook(() => useIceServers(endpoint.url))
  await waitFor(() => expect(result.current.status).toBe('fresh'))
  expect(user(await act(() => result.current.refresh()))).toBe('user-2')
  endpoint.status = 401
  const state = await act(() => result.current.refresh())
  expect(state.error).toMatchObject({ code: 'unauthorized' })
  expect(result.current.client.getState()).toBe(state)
})

test('new credentials change neither the client nor refresh', async () => {
  const { result, rerender } = renderHook(() => useIceServers(new URL(endpoint.url)))
  await waitFor(() => expect(result.current.status).toBe('fresh'))
  const before = result.current
  rerender()
  expect(result.current).toBe(before)
  await act(() => before.refresh())
  expect(user(result.current)).toBe('user-2')
  expect(result.current.client).toBe(before.client)
  expect(result.current.refresh).toBe(before.refresh)
})

test('shows nothing of the old source once another one is named', async () => {
  const other = await testEndpoint()
  const { result, rerender } = renderHook(({ source }) => useIceServers(source), {
    initialProps: { source: endpoint.url as IceSource },
  })
  await waitFor(() => expect(user(result.current)).toBe('user-1'))
  other.requests = 7
  rerender({ source: createIceClient(other.url) })
  expect(result.current.iceServers).toBe(undefined)
  await waitFor(() => expect(user(result.current)).toBe('user-8'))
  await other.close()
})

test('unmount ends the work: no timer is left after the linger', async () => {
  vi.useFakeTimers()
  const iceServers = [{ urls: ['turn:127.0.0.1:3478'], username: 'user', credential: 'secret' }]
  const fetchIceServers = vi.fn(async () => ({ iceServers, ttl: 600 }))
  const client = createIceClient(fetchIceServers)
  const { result, unmount } = renderHook(() => useIceServers(client))
  await act(() => vi.advanceTimersByTimeAsync(0))
  expect(result.current.status).toBe('fresh')
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
  const { unmount } = renderHook(() => useIceServers(client))
  unmount()
  expect(signal?.aborted).toBe(false)
  await vi.advanceTimersByTimeAsync(5000)
  expect(signal?.aborted).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('StrictMode asks once', async () => {
  const { result } = renderHook(() => useIceServers(endpoint.url), { wrapper: StrictMode })
  await waitFor(() => expect(result.current.status).toBe('fresh'))
  expect(endpoint.requests).toBe(1)
})
