// @vitest-environment node
import { createIceClient } from '@freshice/core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSSRApp, defineComponent, h, isProxy, reactive } from 'vue'
import { renderToString } from 'vue/server-renderer'
import {
  type IceSource,
  iceClientPlugin,
  type UseIceServersReturn,
  useIceServers,
  useKeepFresh,
  usePeerConnection,
} from '../src/index.ts'
import { quietConsole } from './quietConsole.ts'
import { testEndpoint } from './testEndpoint.ts'

let endpoint: Awaited<ReturnType<typeof testEndpoint>>
let seen: UseIceServersReturn

quietConsole()
beforeEach(async () => {
  endpoint = await testEndpoint()
})
afterEach(() => endpoint.close())

const Screen = defineComponent(
  async ({ source }: { source: IceSource }) => {
    seen = useIceServers(source)
    const { pc, error } = usePeerConnection(source)
    useKeepFresh(pc, source)
    return () => h('p', `${seen.status.value} ${seen.isRefreshing.value} ${pc.value} ${error.value}`)
  },
  { props: ['source'] },
)
const render = (source: IceSource) => renderToString(createSSRApp(Screen, { source }))

test.each(['URL', 'client'])('on a server a %s is pending and no request is made', async (kind) => {
  const source = kind === 'URL' ? endpoint.url : createIceClient(endpoint.url)
  expect(await render(source)).toBe('<p>pending false undefined undefined</p>')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(endpoint.requests).toBe(0)
})

test('on a server a relative URL is fine', async () => {
  expect(await render('/api/ice-servers')).toContain('pending')
})

test('on a server the answer given to a client is shown, to its own user only', async () => {
  const Provided = defineComponent(() => {
    const { status, iceServers } = useIceServers()
    return () => h('p', `${status.value} ${iceServers.value?.[0]?.username}`)
  })
  const serve = (username: string) => {
    const iceServers = [{ urls: ['turn:127.0.0.1:3478'], username, credential: 'secret' }]
    const client = createIceClient(endpoint.url, { initial: { iceServers, ttl: 600 } })
    return renderToString(createSSRApp(Provided).use(iceClientPlugin, { client }))
  }
  expect(await Promise.all([serve('ada'), serve('ben')])).toEqual(['<p>fresh ada</p>', '<p>fresh ben</p>'])
  expect(endpoint.requests).toBe(0)
})

test('on a server all who name a URL get the same stand-in, which knows nothing', async () => {
  await render(endpoint.url)
  const first = seen.client.value
  await render('/of/another/user')
  expect(seen.client.value).toBe(first)
  expect(first.getState()).toMatchObject({ status: 'pending', iceServers: undefined })
})

test('on a server the client of a URL refuses and never asks', async () => {
  await render(endpoint.url)
  const { client, refresh } = seen
  await expect(client.value.getIceServers()).rejects.toMatchObject({ name: 'IceServersError', code: 'network' })
  expect(await refresh()).toMatchObject({ status: 'pending' })
  expect(endpoint.requests).toBe(0)
})

test('on a server nothing is started, so that nothing can be left', async () => {
  const started = { listen: vi.fn(() => () => {}), setTimeout: vi.fn() }
  const iceServers = [{ urls: ['turn:127.0.0.1:3478'], username: 'ada', credential: 'secret' }]
  for (const initial of [undefined, { iceServers, ttl: 600 }]) {
    const client = createIceClient(endpoint.url, { initial, platform: started })
    const subscribe = vi.spyOn(client, 'subscribe')
    await render(client)
    expect(subscribe).not.toHaveBeenCalled()
  }
  expect(started.listen).not.toHaveBeenCalled()
  expect(started.setTimeout).not.toHaveBeenCalled()
})

test('on a server an awaited one resolves at once', async () => {
  const Awaiting = defineComponent(async () => {
    const { status } = await useIceServers(endpoint.url)
    return () => status.value
  })
  expect(await renderToString(createSSRApp(Awaiting))).toBe('pending')
})

test('an initial answer in reactive state, as Nuxt keeps it, becomes plain servers', () => {
  const iceServers = [{ urls: ['turn:127.0.0.1:3478'], username: 'ada', credential: 'secret' }]
  const client = createIceClient(endpoint.url, { initial: reactive({ iceServers, ttl: 600 }) })
  const state = client.getState()
  expect(state).toMatchObject({ status: 'fresh', iceServers })
  expect([state.iceServers, state.iceServers?.[0], state.iceServers?.[0]?.urls].some(isProxy)).toBe(false)
})
