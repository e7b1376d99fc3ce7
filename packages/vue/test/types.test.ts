import {
  createIceClient,
  type IceClient,
  type IceServersError,
  type IceState,
  type KeepFreshOptions,
} from '@freshice/core'
import { expectTypeOf, test } from 'vitest'
import { type App, type ComputedRef, type MaybeRefOrGetter, type Plugin, ref, shallowRef } from 'vue'
import {
  type IceClientPluginOptions,
  type IceSource,
  iceClientPlugin,
  provideIceClient,
  type UseIceServersReturn,
  type UsePeerConnectionOptions,
  type UsePeerConnectionReturn,
  useIceServers,
  useKeepFresh,
  usePeerConnection,
} from '../src/index.ts'

// Checked by `tsc`: what is in a function here is never called.

type Source = MaybeRefOrGetter<IceSource | undefined>
const url = '/api/ice-servers'

test('useIceServers takes a source, and no options: those live on createIceClient', () => {
  expectTypeOf(useIceServers).parameters.toEqualTypeOf<[source?: Source]>()
  expectTypeOf(useIceServers).returns.toEqualTypeOf<UseIceServersReturn & PromiseLike<UseIceServersReturn>>()
  expectTypeOf<IceSource>().toEqualTypeOf<IceClient | string | URL>()
  expectTypeOf<IceState>().not.toExtend<IceSource>()
  check(() => {
    for (const source of [url, new URL('https://a.example'), createIceClient(url)]) {
      useIceServers(source)
      useIceServers(ref(source))
      useIceServers(shallowRef(source))
      useIceServers(() => source)
      useIceServers(() => undefined)
    }
    // @ts-expect-error headers are an option of createIceClient
    useIceServers(url, { headers: {} })
    // @ts-expect-error a function that fetches is a source of createIceClient; here it would be a getter
    useIceServers(async () => ({ iceServers: [] }))
    // @ts-expect-error a list of servers is no source
    useIceServers([{ urls: 'stun:a.example' }])
    // @ts-expect-error null is no source: leave it out
    useIceServers(null)
  })
})

test('the type narrows on the status', () => {
  check(({ state, ...refs }: UseIceServersReturn) => {
    expectTypeOf(refs.client).toEqualTypeOf<ComputedRef<IceClient>>()
    expectTypeOf(refs.refresh).toEqualTypeOf<() => Promise<IceState>>()
    expectTypeOf(refs.status).toEqualTypeOf<ComputedRef<IceState['status']>>()
    expectTypeOf(refs.iceServers).toEqualTypeOf<ComputedRef<RTCIceServer[] | undefined>>()
    expectTypeOf(refs.error).toEqualTypeOf<ComputedRef<IceServersError | undefined>>()
    expectTypeOf(refs.isRefreshing).toEqualTypeOf<ComputedRef<boolean>>()
    for (const time of [refs.expiresAt, refs.refreshAt, refs.updatedAt, refs.nextAttemptAt])
      expectTypeOf(time).toEqualTypeOf<ComputedRef<number | undefined>>()
    expectTypeOf(state).toEqualTypeOf<ComputedRef<IceState>>()
    if (state.value.status === 'fresh') expectTypeOf(state.value.iceServers).toEqualTypeOf<RTCIceServer[]>()
    if (state.value.status === 'pending') expectTypeOf(state.value.expiresAt).toEqualTypeOf<undefined>()
    if (state.value.status === 'unavailable') expectTypeOf(state.value.error).toEqualTypeOf<IceServersError>()
    // @ts-expect-error the refs are readonly
    refs.status.value = 'fresh'
    // @ts-expect-error there is no status "ready"
    state.value.status === 'ready'
    // @ts-expect-error a ref is not its value
    new RTCPeerConnection({ iceServers: refs.iceServers })
  })
})

test('what is awaited is the same, and cannot be awaited again', () => {
  check(async () => {
    expectTypeOf(await useIceServers(url)).toEqualTypeOf<UseIceServersReturn>()
    expectTypeOf(await usePeerConnection(url)).toEqualTypeOf<UsePeerConnectionReturn>()
    // @ts-expect-error it never rejects, so that there is nothing to catch
    useIceServers(url).catch(() => {})
  })
})

test('useKeepFresh takes a connection that may not be there yet', () => {
  type Pc = MaybeRefOrGetter<RTCPeerConnection | null | undefined>
  expectTypeOf(useKeepFresh).parameters.toEqualTypeOf<
    [pc: Pc, source?: Source, options?: MaybeRefOrGetter<KeepFreshOptions> | undefined]
  >()
  expectTypeOf(useKeepFresh).returns.toEqualTypeOf<void>()
  check((pc: RTCPeerConnection) => {
    useKeepFresh(shallowRef<RTCPeerConnection>(), url, () => ({ restartIce: 'always' }))
    // @ts-expect-error the connection comes first
    useKeepFresh(url, pc)
    // @ts-expect-error "relay" is a policy of the connection; this is 'relayed', 'always' or 'never'
    useKeepFresh(pc, url, { restartIce: 'relay' })
    // @ts-expect-error options of the connection are given where it is made
    useKeepFresh(pc, url, { iceTransportPolicy: 'relay' })
  })
})

test('the types say what may be missing of a connection', () => {
  check((result: UsePeerConnectionReturn) => {
    expectTypeOf(result.pc).toEqualTypeOf<ComputedRef<RTCPeerConnection | undefined>>()
    expectTypeOf(result.connectionState).toEqualTypeOf<ComputedRef<RTCPeerConnectionState | undefined>>()
    expectTypeOf(result.error).toEqualTypeOf<ComputedRef<Error | undefined>>()
    expectTypeOf(result.recreate).toEqualTypeOf<() => void>()
    // @ts-expect-error the refs are readonly
    result.pc.value = undefined
    // @ts-expect-error there may be no connection yet
    result.pc.value.createOffer()
  })
})

test('usePeerConnection takes the options of the connection and of keepFresh, but no servers', () => {
  expectTypeOf(usePeerConnection).parameters.toEqualTypeOf<
    [source?: Source, options?: MaybeRefOrGetter<UsePeerConnectionOptions> | undefined]
  >()
  expectTypeOf<RTCConfiguration & KeepFreshOptions>().toExtend<UsePeerConnectionOptions>()
  check((configuration: RTCConfiguration) => {
    usePeerConnection(url, { iceTransportPolicy: 'relay', restartIce: 'never', onEvent: ({ type }) => type })
    usePeerConnection(undefined, () => ({ bundlePolicy: 'max-bundle' }))
    usePeerConnection(url, configuration)
    // @ts-expect-error the servers come from the source
    usePeerConnection(url, { iceServers: [] })
    // @ts-expect-error the source comes first
    usePeerConnection({ iceTransportPolicy: 'relay' })
  })
})

test('a client is provided by the plugin or in a setup', () => {
  expectTypeOf(iceClientPlugin).toExtend<Plugin<[IceClientPluginOptions]>>()
  expectTypeOf(provideIceClient).toEqualTypeOf<(client: IceClient) => void>()
  check((app: App) => {
    app.use(iceClientPlugin, { client: createIceClient(url) })
    // @ts-expect-error there is no default client
    app.use(iceClientPlugin)
    // @ts-expect-error a client, not its URL: make it with createIceClient
    app.use(iceClientPlugin, { client: url })
    // @ts-expect-error a client, not its URL: make it with createIceClient
    provideIceClient(url)
  })
})

function check(_: (...args: never[]) => unknown): void {}
