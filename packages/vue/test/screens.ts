import type { IceClient } from '@freshice/core'
import { createSharedComposable } from '@vueuse/core'
import {
  type Component,
  createSSRApp,
  defineAsyncComponent,
  defineComponent,
  h,
  hydrateOnInteraction,
  KeepAlive,
  Suspense,
} from 'vue'
import {
  type IceSource,
  iceClientPlugin,
  type UseIceServersReturn,
  useIceServers,
  usePeerConnection,
} from '../src/index.ts'

// What a server and a page both render.

type Props = { source?: IceSource | undefined }

/** What was rendered, render by render. */
export const renders: string[] = []

function show({ status, isRefreshing, iceServers }: UseIceServersReturn) {
  return () => {
    const text = `${status.value} ${isRefreshing.value} ${iceServers.value?.[0]?.username}`
    renders.push(text)
    return h('p', text)
  }
}

const props: 'source'[] = ['source']
const Plain: Component = defineComponent(({ source }: Props) => show(useIceServers(source)), { props })
const Awaited: Component = defineComponent(async ({ source }: Props) => show(await useIceServers(source)), { props })

const useShared = createSharedComposable(useIceServers)
const Shared: Component = defineComponent(({ source }: Props) => show(useShared(source)), { props })

const Connection: Component = defineComponent(
  ({ source }: Props) => {
    const { pc, connectionState } = usePeerConnection(source)
    return () => h('p', `${pc.value !== undefined} ${connectionState.value}`)
  },
  { props },
)
const AwaitedConnection: Component = defineComponent(
  async ({ source }: Props) => {
    const { pc, connectionState } = await usePeerConnection(source)
    return () => h('p', `${pc.value !== undefined} ${connectionState.value}`)
  },
  { props },
)

/** What the slow one waits for. */
export const slow = { loaded: Promise.resolve() }
const Slow: Component = defineComponent(async () => {
  await slow.loaded
  return () => h('p', 'slow')
})

const inSuspense = (...inner: Component[]) => {
  return (props: Props) =>
    h(Suspense, null, {
      default: () =>
        h(
          'div',
          inner.map((one) => h(one, props)),
        ),
    })
}

export const screens = {
  'a component': Plain,
  'an async component': defineAsyncComponent(async () => Plain),
  'a component that hydrates on a click': defineAsyncComponent({
    loader: async () => Plain,
    hydrate: hydrateOnInteraction('click'),
  }),
  'a component in KeepAlive': (props: Props) => h(KeepAlive, null, { default: () => h(Plain, props) }),
  'two components': (props: Props) => [h(Plain, props), h(Plain, props)],
  'a component beside a slow one': inSuspense(Plain, Slow),
  'one that awaits': inSuspense(Awaited),
  'an async component that awaits': inSuspense(defineAsyncComponent(async () => Awaited)),
  'two that share': (props: Props) => [h(Shared, props), h(Shared, props)],
  'one that shares beside a slow one': inSuspense(Shared, Slow),
  'one with a connection': Connection,
  'one that awaits a connection': inSuspense(AwaitedConnection),
}

export type ScreenName = keyof typeof screens

/** The app of one screen, with a source or a provided client. */
export function screenApp(name: ScreenName, { source, client }: { source?: IceSource; client?: IceClient }) {
  const app = createSSRApp(screens[name], source ? { source } : {})
  if (client) app.use(iceClientPlugin, { client })
  return app
}
