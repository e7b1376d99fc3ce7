import type { KeepFreshOptions } from '@freshice/core'
import { cleanup, renderHook } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useKeepFresh } from '../src/index.ts'
import { callSomebody } from './callSomebody.ts'
import { quietConsole } from './quietConsole.ts'
import { testIceClient, userOf } from './testIceClient.ts'

let pc: RTCPeerConnection
let events: string[]
const { client, source } = testIceClient()

quietConsole()
beforeEach(() => {
  pc = new RTCPeerConnection()
  events = []
})
afterEach(() => {
  cleanup()
  pc.close()
})

/** Options as an app writes them inline: everything is new with every render. */
function inline(name: string, options: KeepFreshOptions = {}): KeepFreshOptions {
  return { ...options, onEvent: ({ type }) => events.push(`${name} ${type}`) }
}

test('puts newer servers into the configuration', async () => {
  renderHook(() => useKeepFresh(pc, client), { wrapper: StrictMode })
  await vi.waitFor(() => expect(userOf(pc)).toBe(`user-${source.requests}`))
  await client.refresh()
  await vi.waitFor(() => expect(userOf(pc)).toBe(`user-${source.requests}`))
})

test('inline options do not start it again, and their latest callbacks are called', async () => {
  const { rerender } = renderHook(({ name }) => useKeepFresh(pc, client, inline(name)), {
    initialProps: { name: 'first' },
  })
  await vi.waitFor(() => expect(events).toEqual(['first applied']))
  rerender({ name: 'second' })
  await client.refresh()
  await vi.waitFor(() => expect(events).toEqual(['first applied', 'second applied']))
})

test('the latest restart is called in place of restartIce', async () => {
  const { client: short } = testIceClient(6)
  const call = new RTCPeerConnection({ iceServers: await short.getIceServers() })
  const other = await callSomebody(call)
  const asked: string[] = []
  const { rerender } = renderHook(
    ({ name }) =>
      useKeepFresh(call, short, { restartIce: 'always', polite: false, restart: () => void asked.push(name) }),
    { initialProps: { name: 'first' } },
  )
  rerender({ name: 'second' })
  await vi.waitFor(() => expect(call.connectionState).toBe('connected'), { timeout: 10_000 })
  await short.refresh()
  await vi.waitFor(() => expect(asked).toEqual(['second']), { timeout: 10_000 })
  call.close()
  other.close()
})

test('an option with another meaning starts it again', async () => {
  const { rerender } = renderHook(({ polite }) => useKeepFresh(pc, client, inline(`polite ${polite}`, { polite })), {
    initialProps: { polite: true },
  })
  await vi.waitFor(() => expect(events).toEqual(['polite true applied']))
  rerender({ polite: false })
  expect(events).toEqual(['polite true applied', 'polite true ended'])
})

test('waits for a connection, and ends with the component', async () => {
  const { rerender, unmount } = renderHook(({ pc }) => useKeepFresh(pc, client, inline('it')), {
    initialProps: { pc: null as RTCPeerConnection | null },
  })
  rerender({ pc })
  await vi.waitFor(() => expect(events).toEqual(['it applied']))
  unmount()
  expect(events).toEqual(['it applied', 'it ended'])
})
