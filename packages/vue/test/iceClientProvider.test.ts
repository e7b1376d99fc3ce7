import type { IceClient } from '@freshice/core'
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { createApp, defineComponent, effectScope, h, reactive, shallowRef } from 'vue'
import { iceClientPlugin, provideIceClient, useIceServers, useKeepFresh, usePeerConnection } from '../src/index.ts'
import { mountSetup } from './mountSetup.ts'
import { quietConsole } from './quietConsole.ts'
import { testIceClient } from './testIceClient.ts'

const said = quietConsole()
enableAutoUnmount(afterEach)

test('a composable without a source uses the provided client', async () => {
  const { client } = testIceClient()
  const { result } = mountSetup(() => useIceServers(), [[iceClientPlugin, { client }]])
  await vi.waitFor(() => expect(result.iceServers.value?.[0]?.username).toBe('user-1'))
  expect(result.client.value).toBe(client)
})

test('a client out of reactive state can be provided', async () => {
  const { client } = testIceClient()
  const store = reactive({ client })
  const { result } = mountSetup(() => useIceServers(), [[iceClientPlugin, { client: store.client }]])
  await vi.waitFor(() => expect(result.status.value).toBe('fresh'))
  expect(result.client.value).toBe(client)
})

test('the nearest provided client counts, and a source counts more', () => {
  const [outer, inner, own] = [testIceClient().client, testIceClient().client, testIceClient().client]
  const seen: IceClient[] = []
  const Child = defineComponent(() => {
    seen.push(useIceServers().client.value, useIceServers(own).client.value)
    return () => null
  })
  const Parent = defineComponent(() => {
    provideIceClient(inner)
    seen.push(useIceServers().client.value)
    return () => h(Child)
  })
  mount(Parent, { global: { plugins: [[iceClientPlugin, { client: outer }]] } })
  expect(seen.map((client) => [outer, inner, own].indexOf(client))).toEqual([1, 1, 2])
})

test.each([
  ['useIceServers', () => void useIceServers()],
  ['useKeepFresh', () => useKeepFresh(undefined)],
  ['usePeerConnection', () => void usePeerConnection()],
])('%s without a source and a provided client says what to do', (_, useIt) => {
  expect(() => mountSetup(useIt)).toThrow(TypeError)
  expect(() => mountSetup(useIt)).toThrow(/Pass a URL or a client.*iceClientPlugin/)
  // What Vue says of every error in a setup, but nothing about an injection.
  expect(said.splice(0).join()).not.toContain('inject')
})

test.each([
  ['useIceServers', () => void useIceServers()],
  ['useKeepFresh', () => useKeepFresh(undefined)],
  ['usePeerConnection', () => void usePeerConnection()],
])('%s outside of components without a source says what to do', (_, useIt) => {
  expect(useIt).toThrow(/Pass a URL or a client.*iceClientPlugin/)
  expect(() => effectScope().run(useIt)).toThrow(/Pass a URL or a client.*iceClientPlugin/)
  expect(() => createApp({}).runWithContext(useIt)).toThrow(/Pass a URL or a client.*iceClientPlugin/)
})

test('a source that is lost says what to do', () => {
  const { client } = testIceClient()
  const source = shallowRef<IceClient | undefined>(client)
  const { result } = mountSetup(() => useIceServers(source))
  expect(() => {
    source.value = undefined
    result.client.value
  }).toThrow(/Pass a URL or a client/)
})

test.each([
  ['a function that fetches', async () => []],
  ['a number', 42],
  ['a promise', Promise.resolve([])],
  ['options', { url: '/api/ice-servers' }],
  ['true', true],
])('%s as the source says what to do', (_, source) => {
  const useIt = () => effectScope().run(() => useIceServers(source as never))
  expect(useIt).toThrow(TypeError)
  expect(useIt).toThrow(/takes a URL or a client.*createIceClient/)
})

test('an empty or broken URL as the source says so', () => {
  expect(() => effectScope().run(() => useIceServers(''))).toThrow(/source must be a URL/)
  expect(() => effectScope().run(() => useIceServers('http://'))).toThrow(/URL/)
})

test('the plugin has to be given a client', () => {
  const app = createApp({})
  // @ts-expect-error there is no default
  expect(() => app.use(iceClientPlugin)).toThrow()
})
