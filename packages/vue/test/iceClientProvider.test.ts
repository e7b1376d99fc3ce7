import type { IceClient } from '@freshice/core'
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { createApp, defineComponent, effectScope, h } from 'vue'
import { iceClientPlugin, provideIceClient, useIceServers, useKeepFresh, usePeerConnection } from '../src/index.ts'
import { mountSetup } from './mountSetup.ts'
import { testIceClient } from './testIceClient.ts'

enableAutoUnmount(afterEach)

test('a composable without a source uses the provided client', async () => {
  const { client } = testIceClient()
  const { result } = mountSetup(() => useIceServers(), [[iceClientPlugin, { client }]])
  await vi.waitFor(() => expect(result.iceServers.value?.[0]?.username).toBe('user-1'))
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
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  expect(() => mountSetup(useIt)).toThrow(TypeError)
  expect(() => mountSetup(useIt)).toThrow(/Pass a URL or a client.*iceClientPlugin/)
  expect(() => effectScope().run(useIt)).toThrow(TypeError)
  expect(warn.mock.calls.flat().join()).not.toContain('inject')
  vi.restoreAllMocks()
})

test('the plugin has to be given a client', () => {
  const app = createApp({})
  // @ts-expect-error there is no default
  expect(() => app.use(iceClientPlugin)).toThrow()
})
