import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSSRApp, defineComponent, h, KeepAlive, nextTick, ref, Suspense, watch } from 'vue'
import { type UsePeerConnectionReturn, usePeerConnection } from '../src/index.ts'
import { madeConnections } from './madeConnections.ts'
import { mountSetup } from './mountSetup.ts'
import { quietConsole } from './quietConsole.ts'
import { testIceClient, userOf } from './testIceClient.ts'

let client: ReturnType<typeof testIceClient>['client']

quietConsole()
const { made, open } = madeConnections()
beforeEach(() => {
  client = testIceClient().client
})
enableAutoUnmount(afterEach)

test('can be awaited in Suspense, and is closed with what has waited', async () => {
  const Screen = defineComponent(async () => {
    const { pc } = await usePeerConnection(client)
    return () => userOf(pc.value)
  })
  const wrapper = mount(() => h(Suspense, null, { default: h(Screen), fallback: 'waiting' }))
  expect(wrapper.text()).toBe('waiting')
  await vi.waitFor(() => expect(wrapper.text()).toBe('user-1'))
  expect(open()).toHaveLength(1)
})

test('an awaited connection that cannot be made tells why', async () => {
  const { result } = mountSetup(() => usePeerConnection(client, { iceTransportPolicy: 'none' as 'all' }))
  const { error } = await result
  expect(error.value).toBeInstanceOf(TypeError)
})

test('goes on in a component that KeepAlive has put away, and is kept fresh there', async () => {
  const seen: (RTCPeerConnection | undefined)[] = []
  const Screen = defineComponent(() => {
    const { pc } = usePeerConnection(client)
    watch(pc, (pc) => seen.push(pc), { immediate: true })
    return () => h('p', pc.value?.connectionState)
  })
  const isShown = ref(true)
  mount(() => h(KeepAlive, null, { default: () => (isShown.value ? h(Screen) : null) }))
  await vi.waitFor(() => expect(seen.at(-1)).toBeDefined())
  const pc = seen.at(-1)
  isShown.value = false
  await nextTick()
  await client.refresh()
  await vi.waitFor(() => expect(userOf(pc)).toBe('user-2'))
  isShown.value = true
  await nextTick()
  expect(seen).toEqual([undefined, pc])
  expect(open()).toHaveLength(1)
})

test.each(['plain', 'awaited'])('hydrates without a mismatch when servers are there already: %s', async (kind) => {
  await client.getIceServers()
  const say = ({ pc, connectionState }: UsePeerConnectionReturn) => {
    return () => h('p', `${pc.value !== undefined} ${connectionState.value}`)
  }
  const Plain = defineComponent(() => say(usePeerConnection(client)))
  const Awaited = defineComponent(async () => say(await usePeerConnection(client)))
  const container = document.body.appendChild(document.createElement('div'))
  // What a server renders: see hydration.test.ts.
  container.innerHTML = '<p>false undefined</p>'
  const paragraph = container.firstElementChild
  const app = createSSRApp(() => h(Suspense, null, { default: h(kind === 'plain' ? Plain : Awaited) }))
  app.mount(container)
  await vi.waitFor(() => expect(container.textContent).toBe('true new'))
  expect(container.firstElementChild).toBe(paragraph)
  expect(made).toHaveLength(1)
  app.unmount()
  container.remove()
})
