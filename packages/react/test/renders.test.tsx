import type { IceClient } from '@freshice/core'
import { act, cleanup, render, renderHook, waitFor } from '@testing-library/react'
import { Profiler, startTransition, useLayoutEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type UseIceServersReturn, useIceServers } from '../src/index.ts'
import { quietConsole } from './quietConsole.ts'
import { testEndpoint } from './testEndpoint.ts'
import { testIceClient } from './testIceClient.ts'

let endpoint: Awaited<ReturnType<typeof testEndpoint>>
const read = vi.fn()

quietConsole()
beforeEach(async () => {
  endpoint = await testEndpoint()
})
afterEach(async () => {
  cleanup()
  vi.clearAllMocks()
  await endpoint.close()
})

/** A component that reads only these. */
function Reader({ client, keys }: { client: IceClient | string; keys: (keyof UseIceServersReturn)[] }) {
  const state = useIceServers(client)
  read(...keys.map((key) => state[key]))
  return null
}

interface RowProps {
  client: IceClient
  onRead: (user: string) => void
}

function Row({ client, onRead }: RowProps) {
  const user = useIceServers(client).iceServers?.[0]?.username ?? 'nobody'
  onRead(user)
  // Slow enough for React to give way in between.
  for (const end = performance.now() + 2; performance.now() < end; );
  return <li>{user}</li>
}

function List({ count, onCommit, ...row }: RowProps & { count: number; onCommit: () => void }) {
  useLayoutEffect(onCommit)
  return Array.from({ length: count }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they never move
    <Row key={index} {...row} />
  ))
}

test.each([['iceServers'], ['status'], ['error']] as const)(
  'a component that reads only %s does not render when an equal list arrives',
  async (key) => {
    endpoint.username = 'the same'
    const { result } = renderHook(() => useIceServers(endpoint.url))
    await waitFor(() => expect(result.current.status).toBe('fresh'))
    render(<Reader client={endpoint.url} keys={[key]} />)
    const { updatedAt } = result.current
    for (let i = 0; i < 3; i += 1) await act(() => result.current.refresh())
    expect(result.current.updatedAt).toBeGreaterThan(updatedAt ?? Infinity)
    expect(endpoint.requests).toBe(4)
    expect(read).toHaveBeenCalledTimes(1)
  },
)

test('a component that reads nothing but the client never renders again', async () => {
  const { client } = testIceClient()
  render(<Reader client={client} keys={['client', 'refresh']} />)
  await act(() => client.refresh())
  await act(() => client.clear())
  expect(read).toHaveBeenCalledTimes(1)
  expect(read.mock.calls[0]?.[0]).toBe(client)
})

test('a component that reads isRefreshing renders when a request starts and when it ends', async () => {
  const { client } = testIceClient()
  await client.getIceServers()
  render(<Reader client={client} keys={['isRefreshing']} />)
  const request = client.refresh()
  await act(async () => {})
  await act(() => request)
  expect(read.mock.calls).toEqual([[false], [true], [false]])
})

test('what a handler reads for the first time is of now, and counts from then on', async () => {
  const { client } = testIceClient()
  const { result } = renderHook(() => {
    read()
    return useIceServers(client)
  })
  const state = result.current
  await act(() => client.getIceServers())
  expect(read).toHaveBeenCalledTimes(1)
  expect(state.iceServers).toBe(client.getState().iceServers)
  await act(() => client.refresh())
  expect(read).toHaveBeenCalledTimes(2)
})

test('members of two states never mix in what an old closure holds', async () => {
  const { client } = testIceClient()
  const seen: UseIceServersReturn[] = []
  renderHook(() => {
    const state = useIceServers(client)
    seen.push(state)
    return state.status
  })
  await act(() => client.getIceServers())
  const [first] = seen
  expect([first?.status, first?.iceServers]).toEqual(['pending', undefined])
})

test('rest and spread have every member, and read them all', async () => {
  const { client } = testIceClient()
  await client.getIceServers()
  const { result } = renderHook(() => {
    const { refresh, client: own, ...rest } = useIceServers(client)
    read()
    return rest
  })
  expect(result.current).toEqual(client.getState())
  expect(read).toHaveBeenCalledTimes(1)
  await act(() => client.refresh())
  expect(result.current).toEqual(client.getState())
  expect({ ...result.current }).toEqual(client.getState())
})

test('a thousand components make one request, and one commit for a change', async () => {
  const commits = vi.fn()
  const { result } = renderHook(() => useIceServers(endpoint.url).refresh)
  await act(async () => {})
  render(
    <Profiler id="all" onRender={commits}>
      {Array.from({ length: 1000 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never move
        <Reader key={index} client={endpoint.url} keys={['status', 'iceServers']} />
      ))}
    </Profiler>,
  )
  await waitFor(() => expect(read.mock.lastCall?.[0]).toBe('fresh'))
  expect(endpoint.requests).toBe(1)
  const [before, renders] = [commits.mock.calls.length, read.mock.calls.length]
  expect(before).toBeLessThanOrEqual(2)
  await act(() => result.current())
  expect(endpoint.requests).toBe(2)
  expect(commits).toHaveBeenCalledTimes(before + 1)
  expect(read).toHaveBeenCalledTimes(renders + 1000)
})

test('all components show the same servers, also when they change in the middle of a transition', async () => {
  const { client } = testIceClient()
  await client.getIceServers()
  const seen: string[] = []
  const committed: string[][] = []
  // Not in act, which never gives way.
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false)
  const container = document.body.appendChild(document.createElement('ul'))
  const root = createRoot(container)
  const rows = () => [...container.querySelectorAll('li')].map((row) => row.textContent ?? '')
  const list = {
    client,
    onRead: (user: string) => seen.push(user),
    onCommit: () => void committed.push([...new Set(rows())]),
  }
  root.render(<List {...list} count={0} />)
  await vi.waitFor(() => expect(committed).toHaveLength(1))
  startTransition(() => root.render(<List {...list} count={100} />))
  await vi.waitFor(() => expect(seen.length).toBeGreaterThan(5))
  // Nobody has subscribed yet: React has to look again before it commits.
  expect(container.children).toHaveLength(0)
  await client.refresh()
  await vi.waitFor(() => expect(container.children).toHaveLength(100), { timeout: 5000 })
  expect(new Set(seen)).toEqual(new Set(['user-1', 'user-2']))
  expect(container.textContent).toBe('user-2'.repeat(100))
  expect(committed.every((users) => users.length <= 1)).toBe(true)
  root.unmount()
  container.remove()
  vi.unstubAllGlobals()
})
