import { createIceClient } from '@freshice/core'
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isReactive, reactive, ref, shallowRef, watch } from 'vue'
import { iceClientPlugin, type UsePeerConnectionOptions, usePeerConnection } from '../src/index.ts'
import { callSomebody } from './callSomebody.ts'
import { madeConnections } from './madeConnections.ts'
import { mountSetup } from './mountSetup.ts'
import { quietConsole } from './quietConsole.ts'
import { heldIceClient, testIceClient, userOf } from './testIceClient.ts'

let client: ReturnType<typeof testIceClient>['client']
let source: ReturnType<typeof testIceClient>['source']

quietConsole()
const { made, open } = madeConnections()
beforeEach(() => {
  ;({ client, source } = testIceClient())
})
enableAutoUnmount(afterEach)
afterEach(() => {
  vi.useRealTimers()
})

test('makes a real connection with the servers', async () => {
  const { result } = mountSetup(() => usePeerConnection(client, { iceTransportPolicy: 'relay' }))
  expect([result.pc.value, result.connectionState.value, result.error.value]).toEqual([undefined, undefined, undefined])
  await vi.waitFor(() => expect(result.connectionState.value).toBe('new'))
  expect(userOf(result.pc.value)).toBe('user-1')
  expect(result.pc.value?.getConfiguration().iceTransportPolicy).toBe('relay')
})

test('new credentials come into its configuration and do not change it', async () => {
  const changes = vi.fn()
  const { result } = mountSetup(() => {
    const connection = usePeerConnection(client)
    watch([connection.pc, connection.connectionState, connection.error], changes)
    return connection
  })
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  await flushPromises()
  const pc = result.pc.value
  await client.refresh()
  await vi.waitFor(() => expect(userOf(pc)).toBe('user-2'))
  expect(result.pc.value).toBe(pc)
  expect(changes).toHaveBeenCalledTimes(1)
  expect(made).toHaveLength(1)
})

test('inline options do not recreate it, and those of keepFresh are no configuration', async () => {
  const bundlePolicy = ref<RTCBundlePolicy>('max-bundle')
  const { result } = mountSetup(() =>
    usePeerConnection(client, () => ({
      bundlePolicy: bundlePolicy.value,
      restartIce: 'always',
      polite: true,
      restart: () => {},
      onEvent: () => {},
    })),
  )
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  const pc = result.pc.value
  bundlePolicy.value = 'balanced'
  await flushPromises()
  expect(result.pc.value).toBe(pc)
  expect(made.map(({ configuration }) => configuration)).toEqual([
    { bundlePolicy: 'max-bundle', iceServers: client.getState().iceServers },
  ])
})

test('inline options do not subscribe again', async () => {
  const subscribe = vi.spyOn(client, 'subscribe')
  const bundlePolicy = ref<RTCBundlePolicy>('max-bundle')
  const { result } = mountSetup(
    () =>
      usePeerConnection(undefined, () => ({ bundlePolicy: bundlePolicy.value, restart: () => {}, onEvent: () => {} })),
    [[iceClientPlugin, { client }]],
  )
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  await flushPromises()
  const before = subscribe.mock.calls.length
  for (const policy of ['balanced', 'max-compat', 'max-bundle'] as const) {
    bundlePolicy.value = policy
    await flushPromises()
  }
  await client.refresh()
  await flushPromises()
  expect(subscribe).toHaveBeenCalledTimes(before)
  expect(made).toHaveLength(1)
})

test('is closed on unmount', async () => {
  const { result, unmount } = mountSetup(() => usePeerConnection(client))
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  unmount()
  expect(made.map(({ pc }) => pc.signalingState)).toEqual(['closed'])
  result.recreate()
  await flushPromises()
  expect(made).toHaveLength(1)
})

test('an unmount ends a request under way after the linger', async () => {
  vi.useFakeTimers()
  let signal: AbortSignal | undefined
  const asked = createIceClient((context) => {
    signal = context.signal
    return new Promise(() => {})
  })
  mountSetup(() => usePeerConnection(asked)).unmount()
  expect(signal?.aborted).toBe(false)
  await vi.advanceTimersByTimeAsync(5000)
  expect(signal?.aborted).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('is not made after an unmount', async () => {
  mountSetup(() => usePeerConnection(client)).unmount()
  const deaf = { ...client, getIceServers: () => client.getIceServers() }
  mountSetup(() => usePeerConnection(deaf)).unmount()
  await client.getIceServers()
  await flushPromises()
  expect(made).toEqual([])
})

test('recreate closes the old one and makes another, with the options of now', async () => {
  const options = shallowRef<UsePeerConnectionOptions>({})
  const { result } = mountSetup(() => usePeerConnection(client, options))
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  const pc = result.pc.value
  options.value = { iceTransportPolicy: 'relay' }
  result.recreate()
  expect(pc?.signalingState).toBe('closed')
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  expect(result.pc.value).not.toBe(pc)
  expect(result.pc.value?.getConfiguration().iceTransportPolicy).toBe('relay')
  expect(open()).toHaveLength(1)
})

test('who hears that the connection is gone may recreate it at once', async () => {
  const { result } = mountSetup(() => {
    const call = usePeerConnection(client)
    watch(call.pc, (pc) => pc ?? call.recreate(), { flush: 'sync' })
    return call
  })
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  result.recreate()
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  await flushPromises()
  expect(open().map(({ pc }) => pc)).toEqual([result.pc.value])
})

test('options may be reactive and hold refs', async () => {
  const certificates = [
    await RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as Algorithm),
  ]
  const options = reactive({ iceTransportPolicy: ref<RTCIceTransportPolicy>('relay'), certificates })
  const { result } = mountSetup(() => usePeerConnection(client, options))
  await vi.waitFor(() => expect(result.pc.value ?? result.error.value).toBeDefined())
  expect(result.error.value).toBe(undefined)
  expect(result.pc.value?.getConfiguration()).toMatchObject({ iceTransportPolicy: 'relay', certificates })
})

test('a source that makes a client makes one', async () => {
  let clients = 0
  const { result } = mountSetup(() =>
    usePeerConnection(() => {
      clients += 1
      return testIceClient().client
    }),
  )
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  expect(clients).toBe(1)
})

test('another client means another connection, and nobody sees the closed one', async () => {
  const current = shallowRef(client)
  const seen: (string | undefined)[] = []
  const events: string[] = []
  const { result } = mountSetup(() => {
    const call = usePeerConnection(current, { onEvent: ({ type }) => events.push(type) })
    watch([call.pc, current], ([pc]) => seen.push(pc?.signalingState))
    return call
  })
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  const pc = result.pc.value
  current.value = testIceClient().client
  await vi.waitFor(() => expect([undefined, pc]).not.toContain(result.pc.value))
  await flushPromises()
  expect(pc?.signalingState).toBe('closed')
  expect(seen).toEqual(['stable', undefined, 'stable'])
  expect(events).toEqual(['ended'])
})

test('a source that changes because its client is being asked leaves one connection', async () => {
  const [slow, quick] = [testIceClient().client, testIceClient().client]
  const source = shallowRef(client)
  slow.subscribe(() => {
    if (source.value === slow) source.value = quick
  })
  await slow.getIceServers()
  slow.clear()
  const { result, unmount } = mountSetup(() => usePeerConnection(source))
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  source.value = slow
  expect(source.value).toBe(quick)
  await Promise.all([slow.getIceServers(), quick.getIceServers()])
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  await flushPromises()
  expect(open().map(({ pc }) => pc)).toEqual([result.pc.value])
  unmount()
  expect(open()).toEqual([])
})

test('a source that changes while servers are awaited makes one connection, with those of the last', async () => {
  const held = heldIceClient()
  const current = shallowRef(held.client)
  const { result } = mountSetup(() => usePeerConnection(current))
  for (const source of [client, held.client, client]) current.value = source
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  held.release()
  await held.client.getIceServers()
  await flushPromises()
  expect(userOf(result.pc.value)).toBe('user-1')
  expect(made).toHaveLength(1)
})

test('is not made with the servers of a user who has signed out', async () => {
  const held = heldIceClient()
  const { result } = mountSetup(() => usePeerConnection(held.client))
  held.client.clear()
  held.release()
  await flushPromises()
  expect(result.pc.value).toBe(undefined)
  await held.client.refresh()
  await vi.waitFor(() => expect(userOf(result.pc.value)).toBe('next'))
  expect(made).toHaveLength(1)
})

test('tells why there are no servers, and is made when they come', async () => {
  source.error = new Error('offline')
  const { result } = mountSetup(() => usePeerConnection(client))
  await vi.waitFor(() => expect(result.error.value).toMatchObject({ code: 'network' }), { timeout: 5000 })
  source.error = undefined
  await client.refresh()
  await vi.waitFor(() => expect(result.connectionState.value).toBe('new'))
  expect(result.error.value).toBe(undefined)
})

test('tells that the configuration was refused', async () => {
  const { result } = mountSetup(() => usePeerConnection(client, { iceTransportPolicy: 'none' as 'all' }))
  await vi.waitFor(() => expect(result.error.value).toBeInstanceOf(TypeError))
  expect(result.pc.value).toBe(undefined)
})

test('follows the connection from new to connected', async () => {
  const { result } = mountSetup(() => usePeerConnection(client))
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  const pc = result.pc.value as RTCPeerConnection
  const other = await callSomebody(pc)
  await vi.waitFor(() => expect(result.connectionState.value).toBe('connected'), { timeout: 10_000 })
  expect(result.pc.value).toBe(pc)
  other.close()
})

test('never makes the connection reactive', async () => {
  const { result } = mountSetup(() => usePeerConnection(client))
  await vi.waitFor(() => expect(result.pc.value).toBeDefined())
  expect(isReactive(result.pc.value)).toBe(false)
  expect(result.pc.value).toBe(made[0]?.pc)
})
