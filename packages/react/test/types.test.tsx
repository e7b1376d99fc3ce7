import {
  createIceClient,
  type FetchIceServers,
  type IceClient,
  type IceState,
  type KeepFreshOptions,
} from '@freshice/core'
import type { ReactElement } from 'react'
import { SWRConfig } from 'swr'
import { expectTypeOf, test } from 'vitest'
import {
  IceClientProvider,
  type IceClientProviderProps,
  type IceSource,
  type UseIceServersReturn,
  type UsePeerConnectionOptions,
  type UsePeerConnectionReturn,
  useIceServers,
  useKeepFresh,
  usePeerConnection,
} from '../src/index.ts'
import { type CachedIceServers, useIceServers as useIceServersOfSwr } from '../src/swr.ts'

// Checked by tsc: none of it runs.
const client = createIceClient('/api/ice-servers')
declare const pc: RTCPeerConnection
declare const fetchIceServers: FetchIceServers

function useWronglyServers() {
  // @ts-expect-error a function that fetches belongs to createIceClient
  useIceServers(fetchIceServers)
  // @ts-expect-error options live on createIceClient
  useIceServers('/api/ice-servers', { headers: {} })
  // @ts-expect-error a client is made once, outside: no options object
  useIceServers({ url: '/api/ice-servers' })
  // @ts-expect-error no source yet is undefined, and means the provided client
  useIceServers(null)
  const state = useIceServers()
  // @ts-expect-error there may be no servers: look at the status first
  void state.iceServers.length
  // @ts-expect-error only the client changes the state
  state.status = 'fresh'
  // @ts-expect-error nothing is called data here
  void state.data
  // @ts-expect-error a status that does not exist
  void (state.status === 'loading')
  if (state.status === 'fresh') new RTCPeerConnection({ iceServers: state.iceServers })
}

function useWronglyKeepFresh() {
  // @ts-expect-error the connection comes first
  useKeepFresh('/api/ice-servers', pc)
  // @ts-expect-error the options are the third
  useKeepFresh(pc, { polite: true })
  // @ts-expect-error a value that does not exist
  useKeepFresh(pc, client, { restartIce: 'sometimes' })
  // @ts-expect-error a ref is not a connection: pass what is in it, from state
  useKeepFresh({ current: pc }, client)
  useKeepFresh(pc, client, { restart: async () => {}, onEvent: ({ type }) => expectTypeOf(type).toExtend<string>() })
}

function useWronglyConnection() {
  usePeerConnection(client, { iceTransportPolicy: 'relay', bundlePolicy: 'max-bundle', restartIce: 'never' })
  // @ts-expect-error a policy that does not exist
  usePeerConnection(client, { iceTransportPolicy: 'turn' })
  // @ts-expect-error the servers come from the source
  usePeerConnection(client, { iceServers: [] })
  // @ts-expect-error the source comes first
  usePeerConnection({ iceTransportPolicy: 'relay' })
  const { pc } = usePeerConnection()
  // @ts-expect-error there is no connection until there are servers
  void pc.addTrack
}

function useWronglySwr() {
  // @ts-expect-error options of SWR belong to SWRConfig
  useIceServersOfSwr('/api/ice-servers', { refreshInterval: 1000 })
  // @ts-expect-error the fetcher is the client
  useIceServersOfSwr('/api/ice-servers', fetch)
}

test('useIceServers takes a source and gives the state, refresh and the client', () => {
  expectTypeOf(useIceServers).toEqualTypeOf<(source?: IceSource) => UseIceServersReturn>()
  expectTypeOf<IceSource>().toEqualTypeOf<IceClient | string | URL>()
  expectTypeOf<UseIceServersReturn>().toExtend<IceState>()
  expectTypeOf<UseIceServersReturn['refresh']>().toEqualTypeOf<() => Promise<IceState>>()
  expectTypeOf<UseIceServersReturn['client']>().toEqualTypeOf<IceClient>()
  expectTypeOf(useWronglyServers).returns.toEqualTypeOf<void>()
})

test('the type narrows on the status', () => {
  function check(state: UseIceServersReturn) {
    expectTypeOf(state.iceServers).toEqualTypeOf<RTCIceServer[] | undefined>()
    if (state.status === 'fresh') expectTypeOf(state.iceServers).toEqualTypeOf<RTCIceServer[]>()
    if (state.status === 'expired') expectTypeOf(state.expiresAt).toEqualTypeOf<number>()
    if (state.status === 'pending') expectTypeOf(state.expiresAt).toEqualTypeOf<undefined>()
    if (state.status === 'unavailable') expectTypeOf(state.error).not.toEqualTypeOf<undefined>()
  }
  expectTypeOf(check).returns.toEqualTypeOf<void>()
})

test('useKeepFresh takes a connection that may be missing', () => {
  expectTypeOf(useKeepFresh).parameter(0).toEqualTypeOf<RTCPeerConnection | null | undefined>()
  expectTypeOf(useKeepFresh).parameter(1).toEqualTypeOf<IceSource | undefined>()
  expectTypeOf(useKeepFresh).returns.toEqualTypeOf<void>()
  expectTypeOf(useWronglyKeepFresh).returns.toEqualTypeOf<void>()
})

test('the types say what may be missing of a connection', () => {
  expectTypeOf<UsePeerConnectionReturn['pc']>().toEqualTypeOf<RTCPeerConnection | undefined>()
  expectTypeOf<UsePeerConnectionReturn['connectionState']>().toEqualTypeOf<RTCPeerConnectionState | undefined>()
  expectTypeOf<UsePeerConnectionReturn['error']>().toEqualTypeOf<Error | undefined>()
  expectTypeOf<UsePeerConnectionReturn['recreate']>().toEqualTypeOf<() => void>()
})

test('usePeerConnection takes the options of the connection and of keepFresh, but no servers', () => {
  expectTypeOf(usePeerConnection).toEqualTypeOf<
    (source?: IceSource, options?: UsePeerConnectionOptions) => UsePeerConnectionReturn
  >()
  // A configuration that is at hand may be given, whatever is in it.
  expectTypeOf<RTCConfiguration & KeepFreshOptions>().toExtend<UsePeerConnectionOptions>()
  expectTypeOf(useWronglyConnection).returns.toEqualTypeOf<void>()
})

test('IceClientProvider takes a client', () => {
  expectTypeOf(IceClientProvider).toEqualTypeOf<(props: IceClientProviderProps) => ReactElement>()
  expectTypeOf<IceClientProviderProps['client']>().toEqualTypeOf<IceClient>()
  const mistakes = () => [
    // @ts-expect-error the client is missing
    <IceClientProvider key="1" />,
    // @ts-expect-error a URL needs no provider: pass it to the hook
    <IceClientProvider key="2" client="/api/ice-servers" />,
    // @ts-expect-error the prop is called client
    <IceClientProvider key="3" value={client} />,
  ]
  expectTypeOf(mistakes).toBeFunction()
})

test('useIceServers of SWR has the same type, and its cache holds an answer', () => {
  expectTypeOf(useIceServersOfSwr).toEqualTypeOf<typeof useIceServers>()
  expectTypeOf<CachedIceServers>().toEqualTypeOf<{ iceServers: RTCIceServer[]; expiresAt?: string | undefined }>()
  const config = <SWRConfig value={{ fallback: { '/api/ice-servers': { iceServers: [] } } }} />
  expectTypeOf(config).toExtend<ReactElement>()
  expectTypeOf(useWronglySwr).returns.toEqualTypeOf<void>()
})
