import { fileURLToPath } from 'node:url'
import { type Emulator, startEmulator } from '@freshice/emulator'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { audience, issuer, type SignIn, startSignIn } from './signIn.ts'

const endpoint = 'http://worker.example/api/ice-servers'
const app = 'https://app.example'

let emulator: Emulator
let signIn: SignIn
/** The identifiers of the credentials that were made. */
const issued: (string | undefined)[] = []
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
      JWKS_URL: signIn.jwksUrl,
      JWT_ISSUER: issuer,
      JWT_AUDIENCE: audience,
      APP_ORIGINS: `${app} https://www.app.example`,
      ...bindings,
    },
    kvNamespaces: ['CREDENTIALS'],
    ratelimits: { LIMITER: { namespace_id: '1001', simple: { limit: 20, period: 60 } } },
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
    external: ['node:*', 'cloudflare:*'],
    write: false,
  })
  script = bundle.outputFiles[0]?.text ?? ''
  emulator = await startEmulator()
  emulator.events.addEventListener('credential-issued', ({ detail }) => issued.push(detail.customIdentifier))
  signIn = await startSignIn()
  worker = startWorker({})
  await worker.ready
}, 60_000)

afterAll(async () => {
  await Promise.all(workers.map((started) => started.dispose()))
  signIn.close()
  await emulator.close()
})

/** Logs come over a pipe of their own, a moment after the answer. */
function expectLog(text: string): Promise<void> {
  return vi.waitFor(() => expect(logged.join('\n')).toContain(text))
}

beforeEach(() => {
  logged.length = 0
  emulator.faults.api = {}
  issued.length = 0
})

async function ask(token?: string, { by = worker, headers = {} as Record<string, string>, url = endpoint } = {}) {
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  const response = await by.dispatchFetch(url, { headers: { ...headers, ...authorization } })
  const text = await response.text()
  expect(text).not.toContain('planted')
  expect(text).not.toContain(emulator.keySecret)
  return { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) : text }
}

test('a user with a token gets ICE servers, their ttl and their expiry', async () => {
  const before = Date.now()
  const { status, headers, body } = await ask(await signIn.token())
  expect(status).toBe(200)
  expect(headers.get('Cache-Control')).toBe('no-store')
  expect(body.iceServers[1]).toEqual({
    urls: [`${emulator.turnUrl}?transport=udp`, `${emulator.turnUrl}?transport=tcp`],
    username: expect.stringMatching(/^[0-9a-f]{96}$/),
    credential: expect.stringMatching(/^[0-9a-f]{96}$/),
  })
  expect(body.ttl).toBe(3600)
  expect(Date.parse(body.expiresAt)).toBeGreaterThanOrEqual(before + 3_600_000)
  expect(issued).toEqual([expect.stringMatching(/^u[0-9a-f]{32}$/)])
})

test('the same user gets the same credential again, another one another', async () => {
  const first = await ask(await signIn.token({ sub: 'ben' }))
  const again = await ask(await signIn.token({ sub: 'ben' }))
  const other = await ask(await signIn.token({ sub: 'cat' }))
  expect(again.body.iceServers).toEqual(first.body.iceServers)
  expect(other.body.iceServers).not.toEqual(first.body.iceServers)
  expect(issued).toHaveLength(2)
})

test('the keys of the sign-in service are asked for once', () => {
  expect(signIn.asked()).toBe(1)
})

test('the 21st request of a user in a minute is 429', async () => {
  const token = await signIn.token({ sub: 'eager' })
  const statuses: number[] = []
  for (let count = 0; count <= 20; count++) statuses.push((await ask(token)).status)
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429])
})

const none = (text: object) => Buffer.from(JSON.stringify(text)).toString('base64url')
const claims = { iss: issuer, aud: audience, sub: 'ann', exp: 9_999_999_999 }

test.each<[string, () => Promise<string> | string | undefined]>([
  ['no token', () => undefined],
  ['an empty one', () => ''],
  ['something else', () => 'planted'],
  ['one that has expired', () => signIn.token({}, { expires: '-1s' })],
  ['one that never expires', () => signIn.token({}, { expires: '' })],
  ['one of another issuer', () => signIn.token({ iss: 'https://evil.example/' })],
  ['one for another audience', () => signIn.token({ aud: 'mail' })],
  ['one without a user', () => signIn.token({ sub: '' })],
  ['one that another key signed', () => signIn.token({}, { isForged: true })],
  ['one that nobody signed', () => `${none({ alg: 'none' })}.${none(claims)}.`],
  ['one that claims another algorithm', () => `${none({ alg: 'HS256', kid: 'key-1' })}.${none(claims)}.AAAA`],
  ['one of an unknown key', () => `${none({ alg: 'ES256', kid: 'key-9' })}.${none(claims)}.AAAA`],
])('%s is 401, and Cloudflare is not asked', async (_what, token) => {
  const { status, body } = await ask(await token())
  expect(status).toBe(401)
  expect(body).toMatchObject({ error: { code: 'unauthorized' } })
  expect(issued).toEqual([])
})

test('a page of the app may ask, of another origin not', async () => {
  const token = await signIn.token({ sub: 'page' })
  const allowed = await ask(token, { headers: { Origin: app, 'Sec-Fetch-Site': 'cross-site' } })
  expect(allowed.status).toBe(200)
  expect(allowed.headers.get('Access-Control-Allow-Origin')).toBe(app)
  const refused = await ask(token, { headers: { Origin: 'https://evil.example' } })
  expect(refused.status).toBe(403)
  expect(issued).toHaveLength(1)
})

test('a failure of Cloudflare is 502, logged, and shows no secret', async () => {
  emulator.faults.api = { status: 500 }
  const { status, body } = await ask(await signIn.token({ sub: 'unlucky' }))
  expect(status).toBe(502)
  expect(body).toMatchObject({ error: { code: 'upstream' } })
  await expectLog('answered 500')
  expect(String(logged)).not.toContain(emulator.keySecret)
})

test('a wrong key secret is 500, logged, and shows no secret', async () => {
  const by = startWorker({ TURN_KEY_SECRET: 'planted-other-secret' })
  const { status, body } = await ask(await signIn.token(), { by })
  expect(status).toBe(500)
  expect(body).toMatchObject({ error: { code: 'misconfigured' } })
  await expectLog('answered 401')
  expect(String(logged)).not.toContain('planted')
})

test('keys that cannot be had are 500, logged, and nobody gets in', async () => {
  const by = startWorker({ JWKS_URL: 'http://127.0.0.1:9/' })
  expect((await ask(await signIn.token(), { by })).status).toBe(500)
  await vi.waitFor(() => expect(logged).not.toEqual([]))
  expect(issued).toEqual([])
})

test.each([
  ['JWKS_URL', 'JWKS_URL'],
  ['JWT_ISSUER', 'JWT_ISSUER'],
  ['JWT_AUDIENCE', 'JWT_AUDIENCE'],
  ['TURN_KEY_ID', 'TURN_KEY_ID'],
  ['TURN_KEY_SECRET', 'TURN_KEY_SECRET'],
])('without %s nobody gets in, and the log names it', async (variable, named) => {
  const by = startWorker({ [variable]: '' })
  expect((await ask(await signIn.token(), { by })).status).toBe(500)
  await expectLog(named)
  expect(issued).toEqual([])
})

test('any other path is 404', async () => {
  expect((await ask(await signIn.token(), { url: 'http://worker.example/' })).status).toBe(404)
  expect(issued).toEqual([])
})
