import { createIceClient, type IceClient } from '@freshice/core'
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, Fragment, h, nextTick, onUpdated } from 'vue'
import { type UseIceServersReturn, useIceServers } from '../src/index.ts'
import { mountSetup } from './mountSetup.ts'
import { quietConsole } from './quietConsole.ts'
import { testEndpoint } from './testEndpoint.ts'
import { testIceClient } from './testIceClient.ts'

let endpoint: Awaited<ReturnType<typeof testEndpoint>>
const read = vi.fn()
const updated = vi.fn()

quietConsole()
enableAutoUnmount(afterEach)
beforeEach(async () => {
  endpoint = await testEndpoint()
})
afterEach(async () => {
  vi.clearAllMocks()
  await endpoint.close()
})

/** A component that reads only these. */
function reader(source: IceClient | string, ...keys: (keyof UseIceServersReturn)[]) {
  return defineComponent(() => {
    const result = useIceServers(source)
    onUpdated(updated)
    return () => {
      read(...keys.map((key) => (result[key] as { value: unknown }).value))
      return null
    }
  })
}

test.each([['iceServers'], ['status'], ['error']] as const)(
  'a component that reads only %s does not render when an equal list arrives',
  async (key) => {
    endpoint.username = 'the same'
    const client = createIceClient(endpoint.url)
    await client.getIceServers()
    mount(reader(client, key))
    for (let i = 0; i < 3; i += 1) {
      await client.refresh()
      await nextTick()
    }
    expect(endpoint.requests).toBe(4)
    expect(read).toHaveBeenCalledTimes(1)
    expect(updated).not.toHaveBeenCalled()
  },
)

test('a component that reads nothing but the client never renders again', async () => {
  const { client } = testIceClient()
  mount(reader(client, 'client'))
  await client.refresh()
  await nextTick()
  client.clear()
  await nextTick()
  expect(read.mock.calls).toEqual([[client]])
})

test('a component that reads isRefreshing renders when a request starts and when it ends', async () => {
  const { client } = testIceClient()
  await client.getIceServers()
  mount(reader(client, 'isRefreshing'))
  const request = client.refresh()
  await nextTick()
  await request
  await nextTick()
  expect(read.mock.calls).toEqual([[false], [true], [false]])
})

test('a thousand components make one request, and one update each for a change', { timeout: 30_000 }, async () => {
  const One = reader(endpoint.url, 'status', 'iceServers')
  const { result } = mountSetup(() => useIceServers(endpoint.url))
  mount(() =>
    h(
      Fragment,
      Array.from({ length: 1000 }, () => h(One)),
    ),
  )
  expect(read).toHaveBeenCalledTimes(1000)
  await result
  await nextTick()
  expect(updated).toHaveBeenCalledTimes(1000)
  expect(endpoint.requests).toBe(1)
  await result.refresh()
  await nextTick()
  expect(endpoint.requests).toBe(2)
  expect(updated).toHaveBeenCalledTimes(2000)
  expect(read).toHaveBeenCalledTimes(3000)
})
