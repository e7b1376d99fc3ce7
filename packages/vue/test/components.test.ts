import { createIceClient } from '@freshice/core'
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { createSharedComposable } from '@vueuse/core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApp, defineComponent, effectScope, h, KeepAlive, nextTick, onMounted, ref, Suspense } from 'vue'
import { iceClientPlugin, type UseIceServersReturn, useIceServers } from '../src/index.ts'
import { mountSetup } from './mountSetup.ts'
import { quietConsole } from './quietConsole.ts'
import { testEndpoint } from './testEndpoint.ts'
import { testIceClient } from './testIceClient.ts'

let endpoint: Awaited<ReturnType<typeof testEndpoint>>

quietConsole()
enableAutoUnmount(afterEach)
beforeEach(async () => {
  endpoint = await testEndpoint()
})
afterEach(async () => {
  vi.useRealTimers()
  await endpoint.close()
})

const userOf = ({ iceServers }: UseIceServersReturn) => iceServers.value?.[0]?.username

test('can be awaited in Suspense', async () => {
  const Screen = defineComponent(async () => {
    const { iceServers } = await useIceServers(endpoint.url)
    return () => iceServers.value?.[0]?.username
  })
  const wrapper = mount(() => h(Suspense, null, { default: h(Screen), fallback: 'waiting' }))
  expect(wrapper.text()).toBe('waiting')
  await vi.waitFor(() => expect(wrapper.text()).toBe('user-1'))
})

test('an awaited first try that fails resolves too', async () => {
  endpoint.status = 500
  const scope = effectScope()
  const { status, error } = await (scope.run(() => useIceServers(endpoint.url)) as ReturnType<typeof useIceServers>)
  expect(status.value).toBe('unavailable')
  expect(error.value).toMatchObject({ code: 'http' })
  scope.stop()
})

test('a setup that awaits goes no further once its component is gone', async () => {
  const client = createIceClient(endpoint.url)
  const after = vi.fn()
  const Screen = defineComponent(async () => {
    await useIceServers(client)
    after()
    return () => null
  })
  mount(() => h(Suspense, null, { default: h(Screen) })).unmount()
  await client.getIceServers()
  await nextTick()
  expect(after).not.toHaveBeenCalled()
})

test('a component in KeepAlive goes on while it is put away, and shows at once what is fresh', async () => {
  const client = createIceClient(endpoint.url)
  const seen: string[] = []
  const Screen = defineComponent(() => {
    const result = useIceServers(client)
    return () => {
      seen.push(`${result.status.value} ${userOf(result)}`)
      return h('p', userOf(result))
    }
  })
  const isShown = ref(true)
  const wrapper = mount(() => h(KeepAlive, null, { default: () => (isShown.value ? h(Screen) : null) }))
  await vi.waitFor(() => expect(wrapper.text()).toBe('user-1'))
  isShown.value = false
  await nextTick()
  await client.refresh()
  isShown.value = true
  await nextTick()
  expect(wrapper.text()).toBe('user-2')
  expect(seen).toEqual(['pending undefined', 'fresh user-1', 'fresh user-2'])
  expect(endpoint.requests).toBe(2)
})

test('a shared composable asks once, and ends with the last who uses it', async () => {
  vi.useFakeTimers()
  const fetchIceServers = vi.fn(async () => ({ iceServers: [{ urls: ['stun:127.0.0.1'] }], ttl: 600 }))
  const client = createIceClient(fetchIceServers)
  const useShared = createSharedComposable(() => useIceServers(client))
  const [first, second] = [mountSetup(useShared), mountSetup(useShared)]
  await vi.advanceTimersByTimeAsync(0)
  expect(second.result).toBe(first.result)
  first.unmount()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(second.result.status.value).toBe('fresh')
  expect(fetchIceServers).toHaveBeenCalledTimes(2)
  second.unmount()
  await vi.advanceTimersByTimeAsync(5000)
  expect(vi.getTimerCount()).toBe(0)
})

test('works in an effect scope outside of components, and ends with it', async () => {
  const scope = effectScope()
  const result = scope.run(() => useIceServers(endpoint.url)) as UseIceServersReturn
  await vi.waitFor(() => expect(userOf(result)).toBe('user-1'))
  scope.stop()
  await result.refresh()
  expect(userOf(result)).toBe('user-1')
})

test('an app that has not been mounted provides its client too, as stores need it', () => {
  const { client } = testIceClient()
  const app = createApp({}).use(iceClientPlugin, { client })
  const scope = effectScope()
  expect(app.runWithContext(() => scope.run(() => useIceServers().client.value))).toBe(client)
  scope.stop()
})

test('may be called when the component is mounted already', async () => {
  let result: UseIceServersReturn | undefined
  mountSetup(() =>
    onMounted(() => {
      result = useIceServers(endpoint.url)
    }),
  )
  await vi.waitFor(() => expect(result?.status.value).toBe('fresh'))
})

test('a vnode that is mounted once more shows at once what is there', async () => {
  const client = createIceClient(endpoint.url)
  await client.getIceServers()
  const seen: string[] = []
  const Screen = defineComponent(() => {
    const { status } = useIceServers(client)
    return () => h('p', seen.push(status.value))
  })
  const vnode = h(Screen)
  const isShown = ref(true)
  mount(() => (isShown.value ? vnode : null))
  for (const shown of [false, true]) {
    isShown.value = shown
    await nextTick()
  }
  expect(seen).toEqual(['fresh', 'fresh'])
})
