import { createIceClient, type IceClient } from '@freshice/core'
import { act, cleanup, render, renderHook, screen, waitFor } from '@testing-library/react'
import { StrictMode, useEffect } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { useIceProbe } from '../src/index.ts'
import { quietConsole } from './quietConsole.ts'

const RealPeerConnection = RTCPeerConnection
let made: RTCPeerConnection[]
const open = () => made.filter(({ signalingState }) => signalingState !== 'closed')

quietConsole()
beforeEach(() => {
  made = []
  globalThis.RTCPeerConnection = class extends RealPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      made.push(this)
    }
  } as typeof RTCPeerConnection
})
afterEach(() => {
  cleanup()
  expect(open()).toEqual([])
  globalThis.RTCPeerConnection = RealPeerConnection
})

// Nobody answers there.
const silentClient = () =>
  createIceClient(async () => [{ urls: 'turn:127.0.0.1:3478', username: 'u', credential: 'c' }])

function Parent({ client }: { client: IceClient }) {
  const { results, probe } = useIceProbe(client, { timeout: 200 })
  return (
    <>
      {results.length}
      <Child probe={probe} />
    </>
  )
}

function Child({ probe }: { probe: () => Promise<unknown> }) {
  useEffect(() => void probe(), [probe])
  return null
}

test('tries nothing before it is asked to', async () => {
  const { result } = renderHook(() => useIceProbe(silentClient()))
  await act(async () => {})
  expect(result.current).toMatchObject({ results: [], isProbing: false, error: undefined })
  expect(made).toEqual([])
})

test('shows each result as it comes, and all in the end', async () => {
  const client = silentClient()
  const { result } = renderHook(() => useIceProbe(client, { timeout: 400 }), { wrapper: StrictMode })
  let asked: ReturnType<typeof result.current.probe> | undefined
  act(() => {
    asked = result.current.probe()
  })
  expect(result.current.isProbing).toBe(true)
  await waitFor(() => expect(result.current.isProbing).toBe(false))
  expect(result.current.results.map(({ status }) => status)).toEqual(['silent'])
  expect(await asked).toEqual({ results: result.current.results, isProbing: false, error: undefined })
})

test('a new probe ends the one before', async () => {
  const client = silentClient()
  const { result } = renderHook(() => useIceProbe(client, { timeout: 400 }))
  const asked: Promise<unknown>[] = []
  act(() => void asked.push(result.current.probe()))
  await waitFor(() => expect(made.length).toBeGreaterThan(0))
  act(() => void asked.push(result.current.probe()))
  await act(() => Promise.all(asked))
  expect(result.current).toMatchObject({ isProbing: false, error: undefined })
  expect(result.current.results).toHaveLength(1)
})

test('without servers it tells why, and does not reject', async () => {
  const client = createIceClient(async () => {
    throw new Error('down')
  })
  const { result } = renderHook(() => useIceProbe(client))
  await act(() => result.current.probe())
  expect(result.current).toMatchObject({ results: [], isProbing: false, error: { code: 'network' } })
})

test('another client forgets what was found with the one before', async () => {
  const [a, b] = [silentClient(), silentClient()]
  const seen: string[] = []
  const { result, rerender } = renderHook(
    ({ client }) => {
      const probe = useIceProbe(client, { timeout: 200 })
      useEffect(() => void seen.push(`${client === a ? 'a' : 'b'} ${probe.results.length}`), [client, probe.results])
      return probe
    },
    { initialProps: { client: a } },
  )
  await act(() => result.current.probe())
  expect(result.current.results).toHaveLength(1)
  rerender({ client: b })
  await waitFor(() => expect(result.current.results).toEqual([]))
  expect(seen).toContain('a 1')
  expect(seen).not.toContain('b 1')
})

test('may be asked by the effect of a child', async () => {
  const client = silentClient()
  render(<Parent client={client} />)
  await waitFor(() => expect(screen.queryByText('1')).not.toBe(null))
})

test('leaves nothing open when it is unmounted half-way', async () => {
  const client = silentClient()
  const { result, unmount } = renderHook(() => useIceProbe(client))
  act(() => void result.current.probe())
  await waitFor(() => expect(open().length).toBeGreaterThan(0))
  unmount()
  expect(open()).toEqual([])
})

test('tries nothing after it was unmounted', async () => {
  const client = silentClient()
  const { result, unmount } = renderHook(() => useIceProbe(client, { timeout: 200 }))
  unmount()
  expect(await result.current.probe()).toMatchObject({ results: [], isProbing: false })
  expect(made).toEqual([])
})

test('nothing of it changes with a render', async () => {
  const client = silentClient()
  const { result, rerender } = renderHook(() => useIceProbe(client, { timeout: 200 }))
  const before = result.current
  rerender()
  expect(result.current).toBe(before)
})
