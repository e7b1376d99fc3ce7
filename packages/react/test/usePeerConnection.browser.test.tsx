import { createIceClient } from '@freshice/core'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { Activity, type PropsWithChildren, StrictMode, useEffect, useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { IceClientProvider, type UsePeerConnectionOptions, usePeerConnection } from '../src/index.ts'
import { callSomebody } from './callSomebody.ts'
import { quietConsole } from './quietConsole.ts'
import { heldIceClient, testIceClient, userOf } from './testIceClient.ts'

const RealPeerConnection = RTCPeerConnection
let made: { pc: RTCPeerConnection; configuration: RTCConfiguration | undefined }[]
let client: ReturnType<typeof testIceClient>['client']
let source: ReturnType<typeof testIceClient>['source']
const open = () => made.filter(({ pc }) => pc.signalingState !== 'closed')

quietConsole()
beforeEach(() => {
  made = []
  ;({ client, source } = testIceClient())
  // The real one, with a list of what was made.
  globalThis.RTCPeerConnection = class extends RealPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      made.push({ pc: this, configuration })
    }
  } as typeof RTCPeerConnection
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  expect(open()).toEqual([])
  globalThis.RTCPeerConnection = RealPeerConnection
})

test('makes a real connection with the servers', async () => {
  const { result } = renderHook(() => usePeerConnection(client, { iceTransportPolicy: 'relay' }))
  expect(result.current).toMatchObject({ pc: undefined, connectionState: undefined, error: undefined })
  await waitFor(() => expect(result.current.connectionState).toBe('new'))
  expect(userOf(result.current.pc)).toBe('user-1')
  expect(result.current.pc?.getConfiguration().iceTransportPolicy).toBe('relay')
})

test('StrictMode leaks no connection', async () => {
  const { result } = renderHook(() => usePeerConnection(client), { wrapper: StrictMode })
  await waitFor(() => expect(result.current.pc).toBeDefined())
  await act(async () => {})
  expect(open().map(({ pc }) => pc)).toEqual([result.current.pc])
  expect(source.requests).toBe(1)
})

test('new credentials come into its configuration and do not change it', async () => {
  const { result, rerender } = renderHook(() => usePeerConnection(client))
  await waitFor(() => expect(result.current.pc).toBeDefined())
  const before = result.current
  rerender()
  await act(() => client.refresh())
  await waitFor(() => expect(userOf(before.pc)).toBe('user-2'))
  expect(result.current).toBe(before)
  expect(made).toHaveLength(1)
})

test('inline options do not recreate it, and those of keepFresh are no configuration', async () => {
  const { result, rerender } = renderHook(
    ({ bundlePolicy }) =>
      usePeerConnection(client, {
        bundlePolicy,
        restartIce: 'always',
        polite: true,
        restart: () => {},
        onEvent: () => {},
      }),
    { initialProps: { bundlePolicy: 'max-bundle' as RTCBundlePolicy } },
  )
  await waitFor(() => expect(result.current.pc).toBeDefined())
  const { pc } = result.current
  rerender({ bundlePolicy: 'balanced' })
  await act(async () => {})
  expect(result.current.pc).toBe(pc)
  expect(made.map(({ configuration }) => configuration)).toEqual([
    { bundlePolicy: 'max-bundle', iceServers: client.getState().iceServers },
  ])
})

test('inline options do not subscribe again', async () => {
  const subscribe = vi.spyOn(client, 'subscribe')
  const { result, rerender } = renderHook(() => usePeerConnection(client, { restart: () => {}, onEvent: () => {} }), {
    wrapper: ({ children }) => <IceClientProvider client={client}>{children}</IceClientProvider>,
  })
  await waitFor(() => expect(result.current.pc).toBeDefined())
  const before = subscribe.mock.calls.length
  for (let i = 0; i < 10; i += 1) rerender()
  await act(() => client.refresh())
  expect(subscribe).toHaveBeenCalledTimes(before)
  expect(made).toHaveLength(1)
})

test('is closed on unmount', async () => {
  const { result, unmount } = renderHook(() => usePeerConnection(client))
  await waitFor(() => expect(result.current.pc).toBeDefined())
  unmount()
  expect(made.map(({ pc }) => pc.signalingState)).toEqual(['closed'])
  act(() => result.current.recreate())
  await act(async () => {})
  expect(made).toHaveLength(1)
})

test('is closed in an Activity that is hidden, and made anew where that shows again', async () => {
  let mode: 'visible' | 'hidden' = 'visible'
  const wrapper = ({ children }: PropsWithChildren) => <Activity mode={mode}>{children}</Activity>
  const { result, rerender } = renderHook(() => usePeerConnection(client), { wrapper })
  await waitFor(() => expect(result.current.pc).toBeDefined())
  const { pc } = result.current
  mode = 'hidden'
  rerender()
  expect(pc?.signalingState).toBe('closed')
  await act(() => client.refresh())
  expect(made).toHaveLength(1)
  mode = 'visible'
  rerender()
  await waitFor(() => expect([undefined, pc]).not.toContain(result.current.pc))
  expect(open().map(({ pc }) => pc)).toEqual([result.current.pc])
})

test('an unmount ends a request under way after the linger', async () => {
  vi.useFakeTimers()
  let signal: AbortSignal | undefined
  const asked = createIceClient((context) => {
    signal = context.signal
    return new Promise(() => {})
  })
  renderHook(() => usePeerConnection(asked)).unmount()
  expect(signal?.aborted).toBe(false)
  await vi.advanceTimersByTimeAsync(5000)
  expect(signal?.aborted).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('is not made after an unmount', async () => {
  renderHook(() => usePeerConnection(client)).unmount()
  const deaf = { ...client, getIceServers: () => client.getIceServers() }
  renderHook(() => usePeerConnection(deaf)).unmount()
  await client.getIceServers()
  await act(async () => {})
  expect(made).toEqual([])
})

test('recreate closes the old one and makes another, with the options of now', async () => {
  const { result, rerender } = renderHook(({ options }) => usePeerConnection(client, options), {
    initialProps: { options: {} as UsePeerConnectionOptions },
  })
  await waitFor(() => expect(result.current.pc).toBeDefined())
  const { pc, recreate } = result.current
  rerender({ options: { iceTransportPolicy: 'relay' } })
  act(() => recreate())
  expect(pc?.signalingState).toBe('closed')
  await waitFor(() => expect(result.current.pc).toBeDefined())
  expect(result.current.pc).not.toBe(pc)
  expect(result.current.pc?.getConfiguration().iceTransportPolicy).toBe('relay')
  expect(result.current.recreate).toBe(recreate)
  expect(open()).toHaveLength(1)
})

test('options that are set along with recreate count, outside of events too', async () => {
  const { result } = renderHook(() => {
    const [iceTransportPolicy, setPolicy] = useState<RTCIceTransportPolicy>('all')
    return { ...usePeerConnection(client, { iceTransportPolicy }), setPolicy }
  })
  await waitFor(() => expect(result.current.pc).toBeDefined())
  const { pc, recreate, setPolicy } = result.current
  // Without act(), which would render before anything else happens.
  setTimeout(() => {
    setPolicy('relay')
    recreate()
  })
  await waitFor(() => expect([undefined, pc]).not.toContain(result.current.pc))
  expect(result.current.pc?.getConfiguration().iceTransportPolicy).toBe('relay')
  expect(open()).toHaveLength(1)
})

test('another client means another connection, and nobody sees the closed one', async () => {
  const seen: string[] = []
  const events: string[] = []
  const { result, rerender } = renderHook(
    ({ source }) => {
      const { pc } = usePeerConnection(source, { onEvent: ({ type }) => events.push(type) })
      useEffect(() => void seen.push(`${source === client ? 'a' : 'b'} ${pc?.signalingState}`), [pc, source])
      return pc
    },
    { initialProps: { source: client } },
  )
  await waitFor(() => expect(result.current).toBeDefined())
  const pc = result.current
  rerender({ source: testIceClient().client })
  await waitFor(() => expect([undefined, pc]).not.toContain(result.current))
  expect(pc?.signalingState).toBe('closed')
  expect(seen).toEqual(['a undefined', 'a stable', 'b undefined', 'b stable'])
  expect(events).toEqual(['ended'])
})

test('a source that changes while servers are awaited makes one connection, with those of the last', async () => {
  const held = heldIceClient()
  const { result, rerender } = renderHook(({ source }) => usePeerConnection(source), {
    initialProps: { source: held.client },
  })
  for (const source of [client, held.client, client]) rerender({ source })
  await waitFor(() => expect(result.current.pc).toBeDefined())
  held.release()
  await held.client.getIceServers()
  await act(async () => {})
  expect(userOf(result.current.pc)).toBe('user-1')
  expect(made).toHaveLength(1)
})

test('is not made with the servers of a user who has signed out', async () => {
  const held = heldIceClient()
  const { result } = renderHook(() => usePeerConnection(held.client))
  await act(async () => held.client.clear())
  held.release()
  await act(async () => {})
  expect(result.current.pc).toBe(undefined)
  await act(() => held.client.refresh())
  await waitFor(() => expect(userOf(result.current.pc)).toBe('next'))
  expect(made).toHaveLength(1)
})

test('tells why there are no servers, and is made when they come', async () => {
  source.error = new Error('offline')
  const { result } = renderHook(() => usePeerConnection(client))
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'network' }), { timeout: 5000 })
  source.error = undefined
  await act(() => client.refresh())
  await waitFor(() => expect(result.current.connectionState).toBe('new'))
  expect(result.current.error).toBe(undefined)
})

test('tells that the configuration was refused', async () => {
  const { result } = renderHook(() => usePeerConnection(client, { iceTransportPolicy: 'none' as 'all' }))
  await waitFor(() => expect(result.current.error).toBeInstanceOf(TypeError))
  expect(result.current.pc).toBe(undefined)
})

test('follows the connection from new to connected', async () => {
  const { result } = renderHook(() => usePeerConnection(client))
  await waitFor(() => expect(result.current.pc).toBeDefined())
  const pc = result.current.pc as RTCPeerConnection
  const other = await callSomebody(pc)
  await waitFor(() => expect(result.current.connectionState).toBe('connected'), { timeout: 10_000 })
  expect(result.current.pc).toBe(pc)
  other.close()
})
