// @vitest-environment node
import { createIceClient } from '@freshice/core'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
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

function Screen({ source }: { source: IceSource }) {
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

test('on a server the client of a URL refuses and never asks', async () => {
  renderToString(<Screen source={endpoint.url} />)
  await expect(seen.client.getIceServers()).rejects.toMatchObject({ name: 'IceServersError', code: 'network' })
  expect(await seen.refresh()).toMatchObject({ status: 'pending' })
  expect(endpoint.requests).toBe(0)
})
