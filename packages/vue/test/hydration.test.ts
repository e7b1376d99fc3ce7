import { createIceClient, sharedIceClient } from '@freshice/core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type App, nextTick } from 'vue'
import type { IceSource } from '../src/index.ts'
import { quietConsole } from './quietConsole.ts'
import { renderServer } from './renderServer.ts'
import { renders, type ScreenName, screenApp, slow } from './screens.ts'
import { testEndpoint } from './testEndpoint.ts'

let server: Awaited<ReturnType<typeof renderServer>>
const container = document.body.appendChild(document.createElement('div'))
const initial = { iceServers: [{ urls: ['turn:127.0.0.1:3478'], username: 'user-0', credential: 'secret' }], ttl: 600 }
let endpoint: Awaited<ReturnType<typeof testEndpoint>>
let app: App | undefined

const said = quietConsole()
beforeAll(async () => {
  server = await renderServer()
}, 60_000)
beforeEach(async () => {
  endpoint = await testEndpoint()
})
afterEach(async () => {
  vi.useRealTimers()
  app?.unmount()
  renders.length = 0
  slow.loaded = Promise.resolve()
  await endpoint.close()
})
afterAll(() => server.close())

/** Puts what the server has rendered into the page, and has it taken over. */
function hydrate(name: ScreenName, html: string, source: IceSource) {
  container.innerHTML = html
  const nodes = [...container.querySelectorAll('p')]
  app = screenApp(name, { source })
  app.mount(container)
  /** Vue makes new nodes where the server's do not fit. */
  const isTakenOver = () => nodes.every((node) => container.contains(node))
  return { isTakenOver }
}

test.each<ScreenName>([
  'a component',
  'an async component',
  'a component that hydrates on a click',
  'a component in KeepAlive',
  'two components',
  'a component beside a slow one',
  'one that awaits',
  'an async component that awaits',
  'two that share',
])('%s hydrates without a mismatch when the client is ahead of the server', async (name) => {
  const html = await server.render({ name, url: endpoint.url })
  expect(html).toContain('<p>pending false undefined</p>')
  const client = createIceClient(endpoint.url)
  await client.getIceServers()
  const { isTakenOver } = hydrate(name, html, client)
  await vi.waitFor(() => {
    container.querySelector('p')?.click()
    expect(container.textContent).toContain('fresh false user-1')
  })
  expect(container.textContent).not.toContain('pending')
  expect(isTakenOver()).toBe(true)
  const count = name.startsWith('two') ? 2 : 1
  expect(renders).toEqual([...Array(count).fill('pending false undefined'), ...Array(count).fill('fresh false user-1')])
  expect(endpoint.requests).toBe(1)
})

test('a page that names the URL hydrates without a mismatch, and its request does not wait for that', async () => {
  let load = () => {}
  slow.loaded = new Promise((resolve) => {
    load = resolve
  })
  const name = 'a component beside a slow one'
  hydrate(name, await server.render({ name, url: endpoint.url }), endpoint.url)
  await vi.waitFor(() => expect(endpoint.requests).toBe(1))
  await sharedIceClient(endpoint.url).getIceServers()
  await nextTick()
  expect(renders).toEqual(['pending false undefined'])
  load()
  await vi.waitFor(() => expect(container.textContent).toBe('fresh false user-1slow'))
  expect(renders).toHaveLength(2)
})

test.each<ScreenName>(['a component', 'one that awaits', 'two that share'])(
  '%s shows the servers of the page, and nothing is asked while they live',
  async (name) => {
    const html = await server.render({ name, url: endpoint.url, initial })
    expect(html).toContain('<p>fresh false user-0</p>')
    const client = createIceClient(endpoint.url, { initial })
    hydrate(name, html, client)
    await client.getIceServers()
    await nextTick()
    expect(new Set(renders)).toEqual(new Set(['fresh false user-0']))
    expect(renders).toHaveLength(name.startsWith('two') ? 2 : 1)
    expect(endpoint.requests).toBe(0)
  },
)

test('the life of the servers of the page counts from its navigation, and ends by a refresh', async () => {
  const html = await server.render({ name: 'a component', url: endpoint.url, initial })
  vi.useFakeTimers()
  const [first] = initial.iceServers
  const fetchServers = vi.fn(async () => ({ iceServers: [{ ...first, username: 'user-1' }], ttl: 600 }))
  const platform = { monotonic: () => performance.now() + 60_000 }
  const client = createIceClient(fetchServers, { initial, platform })
  hydrate('a component', html, client)
  const { expiresAt = 0 } = client.getState()
  // A minute passed before the page was taken over.
  expect(Math.round((expiresAt - Date.now()) / 1000)).toBe(540)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(fetchServers).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(480_000)
  expect(fetchServers).toHaveBeenCalledTimes(1)
  expect(container.textContent).toBe('fresh false user-1')
})

test('servers of the page that were renewed before it was taken over make no mismatch', async () => {
  const name = 'a component'
  const html = await server.render({ name, url: endpoint.url, initial })
  const client = createIceClient(endpoint.url, { initial })
  await client.refresh()
  hydrate(name, html, client)
  await nextTick()
  expect(renders).toEqual(['fresh false user-0', 'fresh false user-1'])
})

test('servers of the page that have run out are not shown: the page is pending, and asks', async () => {
  const html = await server.render({ name: 'a component', url: endpoint.url, initial })
  const ranOut = { ...initial, expiresAt: new Date(Date.now() - 1000).toISOString() }
  hydrate('a component', html, createIceClient(endpoint.url, { initial: ranOut }))
  expect(container.textContent).toBe('pending false undefined')
  await vi.waitFor(() => expect(container.textContent).toBe('fresh false user-1'))
  expect(renders).not.toContain('fresh false user-0')
  expect(endpoint.requests).toBe(1)
  // The server has told otherwise, and Vue says so.
  expect(said.splice(0).join()).toContain('mismatch')
})

test('one that shared and went before it was mounted does not keep the others waiting', async () => {
  slow.loaded = new Promise(() => {})
  const client = createIceClient(endpoint.url)
  const html = await server.render({ name: 'one that shares beside a slow one', url: endpoint.url })
  hydrate('one that shares beside a slow one', html, client)
  const other = document.body.appendChild(document.createElement('div'))
  const otherApp = screenApp('two that share', { source: client })
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  otherApp.mount(other)
  expect(other.textContent).toBe('pending false undefined'.repeat(2))
  app?.unmount()
  app = otherApp
  await vi.waitFor(() => expect(other.textContent).toBe('fresh false user-1'.repeat(2)))
})

test.each<ScreenName>(['one with a connection', 'one that awaits a connection'])(
  'a server renders %s without it',
  async (name) => {
    // usePeerConnection.browser.test.ts takes this over.
    expect(await server.render({ name, url: endpoint.url })).toContain('<p>false undefined</p>')
  },
)
