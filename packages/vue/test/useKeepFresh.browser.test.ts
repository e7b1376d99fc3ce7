import type { KeepFreshOptions } from '@freshice/core'
import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick, ref, shallowRef } from 'vue'
import { useKeepFresh } from '../src/index.ts'
import { callSomebody } from './callSomebody.ts'
import { mountSetup } from './mountSetup.ts'
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
enableAutoUnmount(afterEach)
afterEach(() => pc.close())

/** Options as an app writes them inline: everything is new with every change. */
function inline(name: string, options: KeepFreshOptions = {}): KeepFreshOptions {
  return { ...options, onEvent: ({ type }) => events.push(`${name} ${type}`) }
}

test('puts newer servers into the configuration', async () => {
  mountSetup(() => useKeepFresh(pc, client))
  await vi.waitFor(() => expect(userOf(pc)).toBe(`user-${source.requests}`))
  await client.refresh()
  await vi.waitFor(() => expect(userOf(pc)).toBe(`user-${source.requests}`))
})

test('inline options do not start it again, and their latest callbacks are called', async () => {
  const name = ref('first')
  mountSetup(() => useKeepFresh(pc, client, () => inline(name.value)))
  await vi.waitFor(() => expect(events).toEqual(['first applied']))
  name.value = 'second'
  await nextTick()
  await client.refresh()
  await vi.waitFor(() => expect(events).toEqual(['first applied', 'second applied']))
})

test('the latest restart is called in place of restartIce', async () => {
  const { client: short } = testIceClient(6)
  const call = new RTCPeerConnection({ iceServers: await short.getIceServers() })
  const other = await callSomebody(call)
  const asked: string[] = []
  const name = ref('first')
  mountSetup(() =>
    useKeepFresh(call, short, () => {
      const asker = name.value
      return { restartIce: 'always', polite: false, restart: () => void asked.push(asker) }
    }),
  )
  name.value = 'second'
  await nextTick()
  await vi.waitFor(() => expect(call.connectionState).toBe('connected'), { timeout: 10_000 })
  await short.refresh()
  await vi.waitFor(() => expect(asked).toEqual(['second']), { timeout: 10_000 })
  call.close()
  other.close()
})

test('an option with another meaning starts it again', async () => {
  const polite = ref(true)
  mountSetup(() => useKeepFresh(pc, client, () => inline(`polite ${polite.value}`, { polite: polite.value })))
  await vi.waitFor(() => expect(events).toEqual(['polite true applied']))
  polite.value = false
  await nextTick()
  expect(events).toEqual(['polite true applied', 'polite false ended'])
})

test('waits for a connection, and ends with the component', async () => {
  const connection = shallowRef<RTCPeerConnection | null>(null)
  const { unmount } = mountSetup(() => useKeepFresh(connection, client, inline('it')))
  connection.value = pc
  await vi.waitFor(() => expect(events).toEqual(['it applied']))
  unmount()
  expect(events).toEqual(['it applied', 'it ended'])
})
