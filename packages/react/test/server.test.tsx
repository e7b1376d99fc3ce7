// @vitest-environment node
import { createIceClient } from '@freshice/core'
import { renderToString } from 'react-dom/server'
import useSWR, { SWRConfig, useSWRConfig } from 'swr'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  IceClientProvider,
  type IceSource,
  type UseIceServersReturn,
  useIceServers,
  useKeepFresh,
  usePeerConnection,
} from '../src/index.ts'
import { type CachedIceServers, useIceServers as useIceServersOfSwr } from '../src/swr.ts'
import { quietConsole } from './quietConsole.ts'
import { testEndpoint } from './testEndpoint.ts'

let endpoint: Awaited<ReturnType<typeof testEndpoint>>
let seen: UseIceServersReturn

quietConsole()
beforeEach(async () => {
  endpoint = await testEndpoint()
})
afterEach(() => endpoint.close())

function Screen({ source }: { source?: IceSource }) {
  seen = useIceServers(source)
  const { pc, error } = usePeerConnection(source)
  useKeepFresh(pc, source)
  return `${seen.status} ${seen.isRefreshing} ${pc} ${error}`
}

test.each(['URL', 'client'])('on a server a %s is pending and no request is made', async (kind) => {
  const source = kind === 'URL' ? endpoint.url : createIceClient(endpoint.url)
  expect(renderToString(<Screen source={source} />)).toBe('pending false undefined undefined')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(endpoint.requests).toBe(0)
})

test('on a server a relative URL is fine', () => {
  expect(renderToString(<Screen source="/api/ice-servers" />)).toContain('pending')
})

test('on a server the answer given to a client is shown, to its own user only', async () => {
  const page = (user: string) => {
    const iceServers = [{ urls: ['turn:127.0.0.1:3478'], username: user, credential: 'secret' }]
    const client = createIceClient('/api/ice-servers', { initial: { iceServers, ttl: 600 } })
    return renderToString(
      <IceClientProvider client={client}>
        <Screen />
      </IceClientProvider>,
    )
  }
  for (const user of ['alice', 'bob']) {
    expect(page(user)).toBe('fresh false undefined undefined')
    expect(seen.iceServers?.[0]?.username).toBe(user)
  }
})

test('on a server all who name a URL get the same stand-in, which knows nothing', () => {
  renderToString(<Screen source={endpoint.url} />)
  const first = seen
  renderToString(<Screen source="/of/another/user" />)
  expect(seen.client).toBe(first.client)
  expect(seen.client.getState()).toMatchObject({ status: 'pending', iceServers: undefined })
})

test('on a server the client of a URL refuses and never asks', async () => {
  renderToString(<Screen source={endpoint.url} />)
  await expect(seen.client.getIceServers()).rejects.toMatchObject({ name: 'IceServersError', code: 'network' })
  expect(await seen.refresh()).toMatchObject({ status: 'pending' })
  expect(endpoint.requests).toBe(0)
})

test('on a server nothing is started, so that nothing can be left', () => {
  const started = { listen: vi.fn(() => () => {}), setTimeout: vi.fn() }
  const iceServers = [{ urls: ['turn:127.0.0.1:3478'], username: 'ada', credential: 'secret' }]
  for (const initial of [undefined, { iceServers, ttl: 600 }]) {
    const client = createIceClient(endpoint.url, { initial, platform: started })
    const subscribe = vi.spyOn(client, 'subscribe')
    renderToString(<Screen source={client} />)
    expect(subscribe).not.toHaveBeenCalled()
  }
  expect(started.listen).not.toHaveBeenCalled()
  expect(started.setTimeout).not.toHaveBeenCalled()
})

function ScreenOfSwr({ source }: { source: IceSource }) {
  const { status, iceServers } = useIceServersOfSwr(source)
  const { data } = useSWR<CachedIceServers>(source)
  const { cache } = useSWRConfig()
  return `${status} ${iceServers?.[0]?.username} ${data?.iceServers[0]?.username} ${[...cache.keys()].length}`
}

test('on a server the fallback of SWR is shown, to its own user only, and its cache stays empty', async () => {
  const page = (user: string) => {
    const iceServers = [{ urls: ['turn:127.0.0.1:3478'], username: user, credential: 'secret' }]
    return renderToString(
      <SWRConfig value={{ fallback: { '/api/ice-servers': { iceServers, ttl: 600 } } }}>
        <ScreenOfSwr source="/api/ice-servers" />
      </SWRConfig>,
    )
  }
  expect(page('alice')).toBe('fresh alice alice 0')
  expect(page('bob')).toBe('fresh bob bob 0')
  expect(renderToString(<ScreenOfSwr source="/api/ice-servers" />)).toBe('pending undefined undefined 0')
})
