import { fileURLToPath } from 'node:url'
import { type Emulator, startEmulator } from '@freshice/emulator'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

const token = 'planted-app-token'
const endpoint = 'http://worker.example/api/ice-servers'
const signedIn = { headers: { Authorization: `Bearer ${token}` } }

let emulator: Emulator
/** How many credentials were made. */
let issued = 0
const workers: Miniflare[] = []
/** All that the Workers logged. */
const logged: string[] = []
let script = ''
let worker: Miniflare

function startWorker(bindings: Record<string, string>): Miniflare {
  const started = new Miniflare({
    modules: true,
    script,
    compatibilityDate: '2026-01-01',
    handleStructuredLogs: ({ message }: { message: string }) => {
      logged.push(message)
    },
    bindings: {
      TURN_KEY_ID: emulator.keyId,
      TURN_KEY_SECRET: emulator.keySecret,
      TURN_BASE_URL: emulator.baseUrl,
      APP_TOKEN: token,
      ...bindings,
    },
  })
  workers.push(started)
  return started
}

beforeAll(async () => {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('../src/worker.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    conditions: ['@freshice/source'],
    write: false,
  })
  script = bundle.outputFiles[0]?.text ?? ''
  emulator = await startEmulator()
  emulator.events.addEventListener('credential-issued', () => {
    issued += 1
  })
  worker = startWorker({})
  await worker.ready
}, 60_000)

afterAll(async () => {
  await Promise.all(workers.map((started) => started.dispose()))
  await emulator.close()
})

/** Logs come over a pipe of their own, a moment after the answer. */
function expectLog(text: string): Promise<void> {
  return vi.waitFor(() => expect(logged.join('\n')).toContain(text))
}

beforeEach(() => {
  logged.length = 0
  emulator.faults.api = {}
  issued = 0
})

test('answers the app with ICE servers, their ttl and their expiry', async () => {
  const before = Date.now()
  const response = await worker.dispatchFetch(endpoint, signedIn)
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  const text = await response.text()
  const { iceServers, ttl, expiresAt } = JSON.parse(text)
  expect(iceServers[1]).toEqual({
    urls: [`${emulator.turnUrl}?transport=udp`, `${emulator.turnUrl}?transport=tcp`],
    username: expect.stringMatching(/^[0-9a-f]{96}$/),
    credential: expect.stringMatching(/^[0-9a-f]{96}$/),
  })
  expect(ttl).toBe(3600)
  expect(Date.parse(expiresAt)).toBeGreaterThanOrEqual(before + 3_600_000)
  expect(text).not.toContain('planted')
  expect(text).not.toContain(emulator.keySecret)
  expect(issued).toBe(1)
})

test.each([undefined, '', 'Bearer', 'Bearer planted-app-toke', `Bearer ${token}x`, token, `bearer2 ${token}`])(
  'a request with the Authorization header %j is refused, and Cloudflare is not asked',
  async (authorization) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { Authorization: authorization }
    const response = await worker.dispatchFetch(endpoint, { headers })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: { code: 'unauthorized' } })
    expect(issued).toBe(0)
  },
)

test('a failure of Cloudflare is 502, logged, and shows no secret', async () => {
  emulator.faults.api = { status: 500 }
  const response = await worker.dispatchFetch(endpoint, signedIn)
  expect(response.status).toBe(502)
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'upstream' } })
  await expectLog('answered 500')
  expect(text + logged).not.toContain('planted')
  expect(text + logged).not.toContain(emulator.keySecret)
})

test('a wrong key secret is 500, logged, and shows no secret', async () => {
  const response = await startWorker({ TURN_KEY_SECRET: 'planted-other-secret' }).dispatchFetch(endpoint, signedIn)
  expect(response.status).toBe(500)
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'misconfigured' } })
  await expectLog('answered 401')
  expect(text + logged).not.toContain('planted')
  expect(text + logged).not.toContain(emulator.keySecret)
})

test('without an APP_TOKEN nobody gets in', async () => {
  const closed = startWorker({ APP_TOKEN: '' })
  for (const headers of [{}, { Authorization: 'Bearer ' }, { Authorization: 'Bearer undefined' }]) {
    const response = await closed.dispatchFetch(endpoint, { headers })
    expect(response.status).toBe(500)
    await response.text()
  }
  expect(issued).toBe(0)
})

test('without the secret of the key no credential is made, and the log names what to set', async () => {
  const response = await startWorker({ TURN_KEY_SECRET: '' }).dispatchFetch(endpoint, signedIn)
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('planted')
  expect(issued).toBe(0)
})

test('any other path is 404', async () => {
  const response = await worker.dispatchFetch('http://worker.example/', signedIn)
  expect(response.status).toBe(404)
  await response.text()
  expect(issued).toBe(0)
})
