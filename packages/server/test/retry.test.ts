import { expect, onTestFinished, test } from 'vitest'
import { cloudflareTurn, createIceHandler } from '../src/index.ts'
import { arrayForm, keyId, keySecret } from './support/cloudflareAnswers.ts'
import { answerWith, type Respond, startUpstream } from './support/startUpstream.ts'

const request = (init?: RequestInit) => new Request('https://app.example/ice-servers', init)
const works = answerWith(201, arrayForm)

/** An upstream that meets its requests one after the other as it is told, and a handler that asks it. */
async function setUp(script: Respond[]) {
  const { baseUrl, seen, close, cutOff } = await startUpstream((...args) => (script.shift() ?? works)(...args))
  onTestFinished(close)
  const errors: unknown[] = []
  const handler = createIceHandler({
    provider: cloudflareTurn({ keyId, keySecret, baseUrl }),
    authorize: () => ({ user: 'ann' }),
    timeout: 500,
    onError: (error) => errors.push(error),
  })
  return { handler, seen, errors, cutOff }
}

test.each<[string, Respond]>([
  ['breaks the connection', (response) => response.destroy()],
  ['answers 500', answerWith(500, {})],
  ['answers 503 without Retry-After', answerWith(503, {})],
  ['is silent', () => {}],
])('an upstream that %s once is asked again, and nobody is told', async (_what, respond) => {
  const { handler, seen, errors } = await setUp([respond])
  expect((await handler(request())).status).toBe(200)
  expect(seen).toHaveLength(2)
  expect(errors).toEqual([])
})

test('what fails twice is not tried a third time', async () => {
  const fails = answerWith(500, {})
  const { handler, seen, errors } = await setUp([fails, fails, fails])
  expect((await handler(request())).status).toBe(502)
  expect(seen).toHaveLength(2)
  expect(errors).toHaveLength(1)
})

test.each<[number, Record<string, string>]>([
  [400, {}],
  [401, {}],
  [403, {}],
  [404, {}],
  [429, {}],
  [503, { 'Retry-After': '9' }],
])('%d with the headers %j is not asked again', async (status, headers) => {
  const { handler, seen } = await setUp([answerWith(status, {}, headers)])
  const response = await handler(request())
  expect(response.status).toBeGreaterThanOrEqual(500)
  expect(response.headers.get('Retry-After')).toBe(headers['Retry-After'] ?? null)
  expect(seen).toHaveLength(1)
})

test('a client that leaves is not followed by another attempt', async () => {
  const controller = new AbortController()
  const { handler, seen, cutOff, errors } = await setUp([() => controller.abort()])
  expect((await handler(request({ signal: controller.signal }))).status).toBe(499)
  await cutOff
  expect(seen).toHaveLength(1)
  expect(errors).toEqual([])
})

test('a provider that heeds no signal is waited for no longer than two attempts', async () => {
  const errors: unknown[] = []
  let asked = 0
  const generate = () => {
    asked += 1
    return new Promise<never>(() => {})
  }
  const onError = (error: unknown) => errors.push(error)
  const handler = createIceHandler({ provider: { generate }, authorize: () => ({ user: 'ann' }), timeout: 20, onError })
  expect((await handler(request())).status).toBe(504)
  expect(asked).toBe(2)
  expect(errors).toMatchObject([{ code: 'timeout' }])
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, '10', null])(
  'a timeout of %s is refused at creation',
  (timeout) => {
    const provider = cloudflareTurn({ keyId, keySecret })
    const create = () => createIceHandler({ provider, authorize: () => null, timeout: timeout as number })
    expect(create).toThrow(/option timeout/)
  },
)
