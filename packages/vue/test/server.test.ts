// @vitest-environment node
import { createIceClient } from '@freshice/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSSRApp, defineComponent, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import {
  type IceSource,
  type UseIceServersReturn,
  useIceServers,
  useKeepFresh,
  usePeerConnection,
} from '../src/index.ts'
import { testEndpoint } from './testEndpoint.ts'

let endpoint: Awaited<ReturnType<typeof testEndpoint>>
let seen: UseIceServersReturn

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

test('on a server the client of a URL refuses and never asks', async () => {
  await render(endpoint.url)
  const { client, refresh } = seen
  await expect(client.value.getIceServers()).rejects.toMatchObject({ name: 'IceServersError', code: 'network' })
  expect(await refresh()).toMatchObject({ status: 'pending' })
  expect(endpoint.requests).toBe(0)
})

test('on a server an awaited one resolves at once', async () => {
  const Awaiting = defineComponent(async () => {
    const { status } = await useIceServers(endpoint.url)
    return () => status.value
  })
  expect(await renderToString(createSSRApp(Awaiting))).toBe('pending')
})
