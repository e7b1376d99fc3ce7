import { cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { IceClientProvider, useIceServers, useKeepFresh, usePeerConnection } from '../src/index.ts'
import { testIceClient } from './testIceClient.ts'

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
  vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(() => renderHook(() => useIt())).toThrow(TypeError)
  expect(() => renderHook(() => useIt())).toThrow(/Pass a URL or a client.*IceClientProvider/)
  vi.restoreAllMocks()
})
