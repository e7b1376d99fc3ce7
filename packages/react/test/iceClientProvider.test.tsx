import { cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { IceClientProvider, useIceServers, useKeepFresh, usePeerConnection } from '../src/index.ts'
import { quietConsole } from './quietConsole.ts'
import { testIceClient } from './testIceClient.ts'

const said = quietConsole()
afterEach(cleanup)

test('a hook without a source uses the provided client', async () => {
  const { client } = testIceClient()
  const { result } = renderHook(() => useIceServers(), {
    wrapper: ({ children }) => <IceClientProvider client={client}>{children}</IceClientProvider>,
  })
  await waitFor(() => expect(result.current.iceServers?.[0]?.username).toBe('user-1'))
  expect(result.current.client).toBe(client)
})

test('the nearest provided client counts, and a source counts more', () => {
  const [outer, inner, own] = [testIceClient().client, testIceClient().client, testIceClient().client]
  const { result } = renderHook(() => [useIceServers().client, useIceServers(own).client], {
    wrapper: ({ children }) => (
      <IceClientProvider client={outer}>
        <IceClientProvider client={inner}>{children}</IceClientProvider>
      </IceClientProvider>
    ),
  })
  expect(result.current[0]).toBe(inner)
  expect(result.current[1]).toBe(own)
})

test.each([
  ['useIceServers', () => void useIceServers()],
  ['useKeepFresh', () => useKeepFresh(undefined)],
  ['usePeerConnection', () => void usePeerConnection()],
])('%s without a source and a provided client says what to do', (_, useIt) => {
  expect(() => renderHook(() => useIt())).toThrow(TypeError)
  expect(() => renderHook(() => useIt())).toThrow(/Pass a URL or a client.*IceClientProvider/)
  // React 18 tells of what a component throws.
  said.length = 0
})

test.each([
  ['a function', async () => []],
  ['a number', 42],
  ['a promise', Promise.resolve([])],
  ['options', { url: '/api/ice-servers' }],
  ['true', true],
])('%s as the source says what to do', (_, source) => {
  expect(() => renderHook(() => useIceServers(source as never))).toThrow(TypeError)
  expect(() => renderHook(() => useIceServers(source as never))).toThrow(/takes a URL or a client.*createIceClient/)
  said.length = 0
})

test('an empty or broken URL as the source says so', () => {
  expect(() => renderHook(() => useIceServers(''))).toThrow(/source must be a URL/)
  expect(() => renderHook(() => useIceServers('http://'))).toThrow(/URL/)
  said.length = 0
})

test('another client means its servers, and nothing of the old ones', async () => {
  const [first, second] = [testIceClient(), testIceClient()]
  second.source.requests = 7
  const seen: (string | undefined)[] = []
  let client = first.client
  const { rerender, result } = renderHook(
    () => {
      const state = useIceServers()
      seen.push(state.iceServers?.[0]?.username)
      return state
    },
    { wrapper: ({ children }) => <IceClientProvider client={client}>{children}</IceClientProvider> },
  )
  await waitFor(() => expect(result.current.status).toBe('fresh'))
  seen.length = 0
  client = second.client
  rerender()
  await waitFor(() => expect(result.current.iceServers?.[0]?.username).toBe('user-8'))
  expect(seen).not.toContain('user-1')
})
