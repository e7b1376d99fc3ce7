import { createIceClient, type IceClient } from '@freshice/core'
import { act, cleanup, render, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { IceClientProvider, type IceSource, useIceServers, usePeerConnection } from '../src/index.ts'
import { quietConsole } from './quietConsole.ts'
import { renderOnServer } from './renderOnServer.ts'
import { testEndpoint } from './testEndpoint.ts'

const iceServers = [{ urls: ['turn:127.0.0.1:3478'], username: 'user-0', credential: 'secret' }]
const renders: string[] = []
let endpoint: Awaited<ReturnType<typeof testEndpoint>>

const said = quietConsole()
beforeEach(async () => {
  endpoint = await testEndpoint()
})
afterEach(async () => {
  cleanup()
  vi.useRealTimers()
  document.body.replaceChildren()
  renders.length = 0
  await endpoint.close()
})

function Screen({ source }: { source?: IceSource }) {
  const { status, isRefreshing, iceServers } = useIceServers(source)
  const { pc } = usePeerConnection(source)
  renders.push(`${status} ${isRefreshing} ${iceServers?.[0]?.username}`)
  return (
    <p>
      {renders.at(-1)} {String(pc)}
    </p>
  )
}

const app = (client: IceClient) => (
  <IceClientProvider client={client}>
    <Screen />
  </IceClientProvider>
)

/** Puts what the server has rendered into the page, and has it taken over. */
function hydrate(html: string, node: React.ReactElement) {
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = html
  const onRecoverableError = vi.fn()
  const rendered = container.querySelector('p')
  render(node, { container, hydrate: true, onRecoverableError, wrapper: StrictMode })
  return { container, onRecoverableError, isTakenOver: () => container.querySelector('p') === rendered }
}

test('hydrates without a mismatch when the client is ahead of the server', async () => {
  const html = renderOnServer(<Screen source={endpoint.url} />)
  expect(html).toContain('pending false undefined')
  const client = createIceClient(endpoint.url)
  await client.getIceServers()
  const { onRecoverableError, isTakenOver } = hydrate(html, <Screen source={client} />)
  expect(new Set(renders)).toEqual(new Set(['pending false undefined', 'fresh false user-1']))
  expect(isTakenOver()).toBe(true)
  expect(onRecoverableError).not.toHaveBeenCalled()
  await act(async () => {})
  expect(endpoint.requests).toBe(1)
})

test('a page that names the URL hydrates without a mismatch, and asks once', async () => {
  const html = renderOnServer(<Screen source={endpoint.url} />)
  const { container, onRecoverableError, isTakenOver } = hydrate(html, <Screen source={endpoint.url} />)
  await waitFor(() => expect(container.textContent).toContain('fresh false user-1'))
  expect(isTakenOver()).toBe(true)
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(endpoint.requests).toBe(1)
})

test('a component shows the servers of the page, and nothing is asked while they live', async () => {
  const initial = { iceServers, ttl: 600, expiresAt: new Date(Date.now() + 600_000).toISOString() }
  const html = renderOnServer(app(createIceClient(endpoint.url, { initial })))
  expect(html).toContain('fresh false user-0')
  const inPage = createIceClient(endpoint.url, { initial: JSON.parse(JSON.stringify(initial)) })
  const { onRecoverableError, isTakenOver } = hydrate(html, app(inPage))
  await inPage.getIceServers()
  await act(async () => {})
  expect(new Set(renders)).toEqual(new Set(['fresh false user-0']))
  expect(isTakenOver()).toBe(true)
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(endpoint.requests).toBe(0)
})

test('the life of the servers of the page counts from its navigation, and ends by a refresh', async () => {
  vi.useFakeTimers()
  const fetchServers = vi.fn(async () => ({ iceServers: [{ ...iceServers[0], username: 'user-1' }], ttl: 600 }))
  const platform = { monotonic: () => performance.now() + 60_000 }
  const client = createIceClient(fetchServers, { initial: { iceServers, ttl: 600 }, platform })
  const { container } = hydrate(renderOnServer(app(client)), app(client))
  const { expiresAt = 0 } = client.getState()
  // A minute passed before the page was taken over.
  expect(Math.round((expiresAt - Date.now()) / 1000)).toBe(540)
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(fetchServers).not.toHaveBeenCalled()
  await act(() => vi.advanceTimersByTimeAsync(480_000))
  expect(fetchServers).toHaveBeenCalledTimes(1)
  expect(container.textContent).toContain('fresh false user-1')
})

test('servers of the page that were renewed before it was taken over make no mismatch', async () => {
  const initial = { iceServers, ttl: 600 }
  const html = renderOnServer(app(createIceClient(endpoint.url, { initial })))
  const client = createIceClient(endpoint.url, { initial })
  await client.refresh()
  const { container, onRecoverableError, isTakenOver } = hydrate(html, app(client))
  expect(container.textContent).toContain('fresh false user-1')
  expect(isTakenOver()).toBe(true)
  expect(onRecoverableError).not.toHaveBeenCalled()
})

test('servers of the page that have run out are not shown: the page is pending, and asks', async () => {
  const initial = { iceServers, ttl: 600, expiresAt: new Date(Date.now() - 1000).toISOString() }
  const client = createIceClient(endpoint.url, { initial })
  const html = renderOnServer(<p>fresh false user-0 undefined</p>)
  const { container, onRecoverableError } = hydrate(html, app(client))
  await waitFor(() => expect(container.textContent).toContain('fresh false user-1'))
  expect(renders).not.toContain('fresh false user-0')
  expect(renders[0]).toBe('pending false undefined')
  expect(endpoint.requests).toBe(1)
  // The server has told otherwise: React renders anew and says so, React 18 on the console too.
  expect(onRecoverableError).toHaveBeenCalled()
  said.length = 0
})
