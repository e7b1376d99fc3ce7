import { createIceClient, type IceState, sharedIceClient } from '@freshice/core'
import { act, cleanup, render, renderHook, waitFor } from '@testing-library/react'
import { type ReactNode, StrictMode } from 'react'
import useSWR, { mutate, SWRConfig, unstable_serialize, useSWRConfig } from 'swr'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useIceServers as useIceServersAlone } from '../src/index.ts'
import { type CachedIceServers, type IceSource, useIceServers } from '../src/swr.ts'
import { quietConsole } from './quietConsole.ts'
import { renderOnServer } from './renderOnServer.ts'
import { testEndpoint } from './testEndpoint.ts'
import { testIceClient } from './testIceClient.ts'

const iceServers = [{ urls: ['turn:127.0.0.1:3478'], username: 'user-0', credential: 'secret' }]
let endpoint: Awaited<ReturnType<typeof testEndpoint>>
const user = (state: Pick<IceState, 'iceServers'> | null | undefined) => state?.iceServers?.[0]?.username
const cached = (key: string | object) => useSWRState(key)?.data as CachedIceServers | null | undefined
let cache = new Map()
const useSWRState = (key: string | object) => cache.get(unstable_serialize(key))

const said = quietConsole()
beforeEach(async () => {
  cache = new Map()
  endpoint = await testEndpoint()
})
afterEach(async () => {
  cleanup()
  vi.useRealTimers()
  await endpoint.close()
})

/** A cache of the test's own, with a fallback where one is given. */
function wrapper(config: object = {}) {
  return ({ children }: { children: ReactNode }) => (
    <SWRConfig value={{ provider: () => cache, ...config }}>{children}</SWRConfig>
  )
}

interface ScreenProps {
  url: string
  onRender: (text: string) => void
}

function Screen({ url, onRender }: ScreenProps) {
  const state = useIceServers(url)
  const { data } = useSWR<CachedIceServers>(url)
  const text = `${state.status} ${user(state)} ${user(data)}`
  onRender(text)
  return text
}

function Status({ url, onRender }: ScreenProps) {
  onRender(useIceServers(url).status)
  return null
}

test('useSWR of the same URL sees the same servers, by one request in all', async () => {
  const { result } = renderHook(
    () => ({
      mine: useIceServers(endpoint.url),
      again: useIceServers(new URL(endpoint.url)),
      swr: { ...useSWR<CachedIceServers>(endpoint.url) },
      alone: useIceServersAlone(endpoint.url),
    }),
    { wrapper: wrapper() },
  )
  expect(result.current.swr.data).toBe(undefined)
  await waitFor(() => expect(user(result.current.swr.data)).toBe('user-1'))
  const { mine, again, swr, alone } = result.current
  expect(swr.data?.iceServers).toBe(mine.iceServers)
  expect(swr.data).toEqual({
    iceServers: mine.iceServers,
    expiresAt: new Date(mine.expiresAt ?? NaN).toISOString(),
  })
  expect([again.client, alone.client]).toEqual([mine.client, mine.client])
  await waitFor(() => expect(result.current.swr.isLoading).toBe(false))
  expect([mine.status, result.current.swr.isValidating, result.current.swr.error]).toEqual(['fresh', false, undefined])
  expect(endpoint.requests).toBe(1)
})

test('mutate(url) refreshes, and resolves with the new servers', async () => {
  const { result } = renderHook(() => ({ ...useIceServers(endpoint.url), config: useSWRConfig() }), {
    wrapper: wrapper(),
  })
  await waitFor(() => expect(result.current.status).toBe('fresh'))
  const answer = await act(() => result.current.config.mutate<CachedIceServers>(endpoint.url))
  expect(user(answer)).toBe('user-2')
  expect(user(result.current)).toBe('user-2')
  expect(endpoint.requests).toBe(2)
})

test('the global mutate(url) refreshes those without a provider', async () => {
  const { result } = renderHook(() => useIceServers(endpoint.url))
  await waitFor(() => expect(result.current.status).toBe('fresh'))
  await act(() => mutate(endpoint.url))
  expect(user(result.current)).toBe('user-2')
})

test('refresh() and the schedule of the client put new servers into the cache', async () => {
  vi.useFakeTimers()
  const { client, source } = testIceClient()
  const { result } = renderHook(() => [useIceServers(client), useSWR<CachedIceServers>(client).data] as const, {
    wrapper: wrapper(),
  })
  await act(() => vi.advanceTimersByTimeAsync(0))
  await act(() => result.current[0].refresh())
  expect(user(result.current[1])).toBe('user-2')
  await act(() => vi.advanceTimersByTimeAsync(600_000))
  expect(source.requests).toBe(3)
  expect(user(result.current[1])).toBe('user-3')
})

test('SWR asks for nothing on focus, on reconnect and at its intervals', async () => {
  const { client, source } = testIceClient()
  const { result } = renderHook(() => useIceServers(client), {
    wrapper: wrapper({ refreshInterval: 10, focusThrottleInterval: 0, dedupingInterval: 0, revalidateOnMount: true }),
  })
  await waitFor(() => expect(result.current.status).toBe('fresh'))
  vi.useFakeTimers()
  await act(async () => {
    for (const type of ['focus', 'online', 'visibilitychange']) window.dispatchEvent(new Event(type))
    await vi.advanceTimersByTimeAsync(60_000)
  })
  expect(source.requests).toBe(1)
})

test('the fallback of a URL is its first answer: rendered by the server, taken over, and nothing is asked', async () => {
  const fallback = { [endpoint.url]: { iceServers, ttl: 600, expiresAt: new Date(Date.now() + 600_000).toISOString() } }
  const seen: string[] = []
  const app = (
    <SWRConfig value={{ fallback, provider: () => cache }}>
      <Screen url={endpoint.url} onRender={(text) => seen.push(text)} />
    </SWRConfig>
  )
  const html = renderOnServer(app)
  // React 18 minds the layout effects of SWR, which was loaded in a page here.
  said.length = 0
  expect(html).toBe('fresh user-0 user-0')
  expect(cache.size).toBe(0)
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = html
  const onRecoverableError = vi.fn()
  render(app, { container, hydrate: true, onRecoverableError, wrapper: StrictMode })
  await act(async () => {})
  expect(new Set(seen)).toEqual(new Set(['fresh user-0 user-0']))
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(endpoint.requests).toBe(0)
  await act(() => mutate(endpoint.url))
  container.remove()
})

test('mutate(url) renews a fallback too', async () => {
  const { result } = renderHook(() => ({ ...useIceServers(endpoint.url), config: useSWRConfig() }), {
    wrapper: wrapper({ fallback: { [endpoint.url]: { iceServers, ttl: 600 } } }),
  })
  expect(user(result.current)).toBe('user-0')
  await act(() => result.current.config.mutate(endpoint.url))
  expect(user(result.current)).toBe('user-1')
  expect(endpoint.requests).toBe(1)
})

test('a fallback that has run out is neither used nor left for others to see', async () => {
  const release = endpoint.hold()
  const expiresAt = new Date(Date.now() - 1000).toISOString()
  const { result } = renderHook(
    () => [useIceServers(endpoint.url), useSWR<CachedIceServers>(endpoint.url).data] as const,
    { wrapper: wrapper({ fallback: { [endpoint.url]: { iceServers, ttl: 600, expiresAt } } }) },
  )
  expect(result.current[0].status).toBe('pending')
  await waitFor(() => expect(result.current[1]).toBe(null))
  release()
  await waitFor(() => expect(user(result.current[1])).toBe('user-1'))
  expect(user(result.current[0])).toBe('user-1')
  expect(endpoint.requests).toBe(1)
})

test('what the cache holds can be a fallback again', async () => {
  const first = renderHook(() => useIceServers(endpoint.url), { wrapper: wrapper() })
  await waitFor(() => expect(first.result.current.status).toBe('fresh'))
  const fallback = { [endpoint.url]: JSON.parse(JSON.stringify(cached(endpoint.url))) }
  const { expiresAt } = first.result.current
  cleanup()
  cache = new Map()
  const { result } = renderHook(() => useIceServers(endpoint.url), { wrapper: wrapper({ fallback }) })
  expect(user(result.current)).toBe('user-1')
  expect(Math.abs((result.current.expiresAt ?? 0) - (expiresAt ?? 0))).toBeLessThan(5)
  expect(endpoint.requests).toBe(1)
})

test('the cache never holds what has expired', async () => {
  vi.useFakeTimers()
  let answers = 0
  const stun = { urls: ['stun:127.0.0.1:3478'] }
  const client = createIceClient(async () => {
    answers += 1
    if (answers > 1) throw new Error('offline')
    return { iceServers: [stun, ...iceServers], ttl: 60 }
  })
  const { result } = renderHook(() => [useIceServers(client), useSWR<CachedIceServers>(client).data] as const, {
    wrapper: wrapper(),
  })
  await act(() => vi.advanceTimersByTimeAsync(0))
  expect(cached(client)?.iceServers).toHaveLength(2)
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(result.current[0].status).toBe('expired')
  expect(cached(client)?.iceServers).toEqual([stun])
  expect(result.current[1]?.iceServers).toEqual([stun])
})

test('a component that changes over to a source with servers shows them, and nothing is asked', async () => {
  const { client, source } = testIceClient()
  await client.getIceServers()
  const { result, rerender } = renderHook(({ source }) => useIceServers(source), {
    wrapper: wrapper(),
    initialProps: { source: endpoint.url as IceSource },
  })
  await waitFor(() => expect(result.current.status).toBe('fresh'))
  rerender({ source: client })
  expect(result.current.client).toBe(client)
  expect(user(result.current)).toBe('user-1')
  await act(async () => {})
  expect(cached(client)?.iceServers).toBe(client.getState().iceServers)
  expect(cached(endpoint.url)).toBe(null)
  expect([endpoint.requests, source.requests]).toEqual([1, 1])
})

test('no credential stays in the cache once the last component has gone, and the next one has it at once', async () => {
  const seen = vi.fn()
  const screens = (count: number) =>
    ['a', 'b'].slice(0, count).map((key) => <Screen key={key} url={endpoint.url} onRender={seen} />)
  const { rerender } = render(screens(2), { wrapper: wrapper() })
  await waitFor(() => expect(seen.mock.lastCall?.[0]).toContain('fresh user-1'))
  rerender(screens(1))
  expect(user(cached(endpoint.url))).toBe('user-1')
  rerender(screens(0))
  expect(cached(endpoint.url)).toBe(null)
  seen.mockClear()
  rerender(screens(1))
  expect(seen.mock.calls[0]?.[0]).toContain('fresh user-1')
  expect(user(cached(endpoint.url))).toBe('user-1')
  expect(endpoint.requests).toBe(1)
})

test('no credential stays in a cache that goes with its SWRConfig', async () => {
  const { result, unmount } = renderHook(() => useIceServers(endpoint.url), { wrapper: wrapper() })
  await waitFor(() => expect(result.current.status).toBe('fresh'))
  expect(user(cached(endpoint.url))).toBe('user-1')
  unmount()
  await act(async () => {})
  expect(cached(endpoint.url)).toBe(undefined)
})

test('sign-out by clear() empties the cache, even of a fallback', async () => {
  const { result } = renderHook(
    () => [useIceServers(endpoint.url), useSWR<CachedIceServers>(endpoint.url).data] as const,
    { wrapper: wrapper({ fallback: { [endpoint.url]: { iceServers, ttl: 600 } } }) },
  )
  expect(user(result.current[1])).toBe('user-0')
  act(() => result.current[0].client.clear())
  expect(result.current[0].status).toBe('pending')
  expect(result.current[1]).toBe(null)
  await act(() => result.current[0].refresh())
  expect(user(result.current[1])).toBe('user-1')
})

test('a first try that fails is an error in the cache too, until there are servers', async () => {
  endpoint.status = 401
  const onError = vi.fn()
  const { result } = renderHook(
    () => [useIceServers(endpoint.url), useSWR<CachedIceServers>(endpoint.url).error] as const,
    { wrapper: wrapper({ onError }) },
  )
  await waitFor(() => expect(result.current[1]).toMatchObject({ code: 'unauthorized' }))
  expect(result.current[0].error).toBe(result.current[1])
  expect(onError).toHaveBeenCalledTimes(1)
  endpoint.status = 200
  await act(() => result.current[0].refresh())
  expect(result.current[1]).toBe(undefined)
})

test('a component renders only for what it has read, and many of them make one request', async () => {
  const commits = vi.fn()
  // biome-ignore lint/suspicious/noArrayIndexKey: they never move
  const all = Array.from({ length: 200 }, (_, index) => <Status key={index} url={endpoint.url} onRender={commits} />)
  render(all, { wrapper: wrapper() })
  await waitFor(() => expect(commits.mock.lastCall).toEqual(['fresh']))
  const before = commits.mock.calls.length
  expect(endpoint.requests).toBe(1)
  await act(() => sharedIceClient(endpoint.url).refresh())
  expect(user(cached(endpoint.url))).toBe('user-2')
  expect(commits).toHaveBeenCalledTimes(before)
})

test('the settings of the app for SWR do not make it suspend or throw', async () => {
  endpoint.status = 500
  const { result } = renderHook(() => useIceServers(endpoint.url), { wrapper: wrapper({ suspense: true }) })
  await waitFor(() => expect(result.current.status).toBe('unavailable'))
})
