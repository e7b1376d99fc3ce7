import { createIceClient } from '@freshice/core'
import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import { useIceProbe } from '../src/index.ts'
import { madeConnections } from './madeConnections.ts'
import { mountSetup } from './mountSetup.ts'
import { quietConsole } from './quietConsole.ts'

quietConsole()
const { made, open } = madeConnections()
enableAutoUnmount(afterEach)

// Nobody answers there.
const silentClient = () =>
  createIceClient(async () => [{ urls: 'turn:127.0.0.1:3478', username: 'u', credential: 'c' }])

test('tries nothing before it is asked to', async () => {
  const { result } = mountSetup(() => useIceProbe(silentClient()))
  expect([result.results.value, result.isProbing.value, result.error.value]).toEqual([[], false, undefined])
  expect(made).toEqual([])
})

test('shows each result as it comes, and all in the end', async () => {
  const { result } = mountSetup(() => useIceProbe(silentClient(), { timeout: 400 }))
  const asked = result.probe()
  expect(result.isProbing.value).toBe(true)
  await vi.waitFor(() => expect(result.isProbing.value).toBe(false))
  expect(result.results.value.map(({ status }) => status)).toEqual(['silent'])
  expect(await asked).toEqual({ results: result.results.value, isProbing: false, error: undefined })
})

test('a new probe ends the one before', async () => {
  const { result } = mountSetup(() => useIceProbe(silentClient(), () => ({ timeout: 400 })))
  const asked = [result.probe()]
  await vi.waitFor(() => expect(made.length).toBeGreaterThan(0))
  asked.push(result.probe())
  await Promise.all(asked)
  expect([result.isProbing.value, result.error.value]).toEqual([false, undefined])
  expect(result.results.value).toHaveLength(1)
})

test('without servers it tells why, and does not reject', async () => {
  const client = createIceClient(async () => {
    throw new Error('down')
  })
  const { result } = mountSetup(() => useIceProbe(client))
  await result.probe()
  expect(result.error.value).toMatchObject({ code: 'network' })
  expect([result.results.value, result.isProbing.value]).toEqual([[], false])
})

test('another client forgets what was found with the one before', async () => {
  const client = shallowRef(silentClient())
  const { result } = mountSetup(() => useIceProbe(client, { timeout: 200 }))
  await result.probe()
  expect(result.results.value).toHaveLength(1)
  client.value = silentClient()
  expect(result.results.value).toEqual([])
})

test('leaves nothing open when it is unmounted half-way', async () => {
  const { result, unmount } = mountSetup(() => useIceProbe(silentClient()))
  void result.probe()
  await vi.waitFor(() => expect(open().length).toBeGreaterThan(0))
  unmount()
  expect(open()).toEqual([])
})

test('tries nothing after it was unmounted', async () => {
  const { result, unmount } = mountSetup(() => useIceProbe(silentClient(), { timeout: 200 }))
  unmount()
  expect(await result.probe()).toMatchObject({ results: [], isProbing: false })
  expect(made).toEqual([])
})
