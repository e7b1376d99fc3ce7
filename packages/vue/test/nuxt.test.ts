import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { createIceClient, type IceClientOptions } from '@freshice/core'
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type App, createApp, effectScope, type Ref, reactive, toRef } from 'vue'
import * as freshice from '../src/index.ts'
import { quietConsole } from './quietConsole.ts'
import { testEndpoint } from './testEndpoint.ts'

const readme = await readFile(join(import.meta.dirname, '../README.md'), 'utf8')
let endpoint: Awaited<ReturnType<typeof testEndpoint>>

quietConsole()
beforeEach(async () => {
  endpoint = await testEndpoint()
})
afterEach(() => endpoint.close())

type Setup = (nuxtApp: { vueApp: App }) => Promise<void>

/** Runs the plugin of the README, with what Nuxt imports by itself. The payload is what its `useState` keeps. */
async function runPlugin(payload: Record<string, unknown>, isServer: boolean): Promise<App> {
  const [, typed = ''] = /```ts\n\/\/ app\/plugins\/freshice\.ts\n(.*?)```/s.exec(readme) ?? []
  const code = stripTypeScriptTypes(typed)
    .replace(/^import .*$/gm, '')
    .replace('import.meta.server', 'isServer')
    .replace('export default', 'return')
  const own = {
    createIceClient: (url: string, options: IceClientOptions) => createIceClient(new URL(url, endpoint.url), options),
    iceClientPlugin: freshice.iceClientPlugin,
    defineNuxtPlugin: (setup: Setup) => setup,
    useState: (key: string): Ref<unknown> => toRef(reactive(payload), key),
    useRequestFetch: () => async () => {
      const response = await fetch(endpoint.url)
      if (!response.ok) throw new Error(`${response.status}`)
      return response.json()
    },
    isServer,
  }
  const setup: Setup = new Function(...Object.keys(own), code)(...Object.values(own))
  const vueApp = createApp({})
  await setup({ vueApp })
  return vueApp
}

function stateIn(app: App) {
  const scope = effectScope()
  const result = app.runWithContext(() => scope.run(() => freshice.useIceServers())) as freshice.UseIceServersReturn
  return { result, stop: () => scope.stop() }
}

test('the plugin of the README hands the answer of the server to the page, which asks for nothing', async () => {
  const payload: Record<string, unknown> = {}
  await runPlugin(payload, true)
  expect(endpoint.requests).toBe(1)
  const app = await runPlugin(JSON.parse(JSON.stringify(payload)), false)
  const { result, stop } = stateIn(app)
  await flushPromises()
  expect(result.state.value).toMatchObject({ status: 'fresh', iceServers: [{ username: 'user-1' }] })
  expect(endpoint.requests).toBe(1)
  stop()
})

test('a page whose server could not have servers asks for them itself', async () => {
  endpoint.status = 401
  const payload: Record<string, unknown> = {}
  await runPlugin(payload, true)
  endpoint.status = 200
  const app = await runPlugin(JSON.parse(JSON.stringify(payload)), false)
  const { result, stop } = stateIn(app)
  await vi.waitFor(() => expect(result.status.value).toBe('fresh'))
  expect(endpoint.requests).toBe(2)
  stop()
})

test('the names that the README has Nuxt import are there', () => {
  const [, names = ''] = /from: '@freshice\/vue', imports: \[(.*?)\]/.exec(readme) ?? []
  const imported = names.split(', ').map((name) => name.slice(1, -1))
  expect(imported).toContain('useIceServers')
  expect(Object.keys(freshice)).toEqual(expect.arrayContaining(imported))
})
