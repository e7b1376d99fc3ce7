import { expect, onTestFinished, test } from 'vitest'
import { cloudflareTurn, createIceHandler, TurnProviderError } from '../src/index.ts'
import { keyId, keySecret } from './support/cloudflareAnswers.ts'
import { answerWith, type Respond, startUpstream } from './support/startUpstream.ts'

const authorize = () => ({ user: 'ann' })
const request = () => new Request('https://app.example/api/ice-servers')
type OnError = (error: unknown, request: Request) => void

async function answerTo(respond: Respond, onError?: OnError) {
  const { baseUrl, close } = await startUpstream(respond)
  onTestFinished(close)
  const errors: unknown[] = []
  const handler = createIceHandler({
    provider: cloudflareTurn({ keyId, keySecret, baseUrl, timeout: 200 }),
    authorize,
    onError: onError ?? ((error) => errors.push(error)),
  })
  const response = await handler(request())
  return { response, errors, text: await response.text() }
}

const fails: [string, number, string, Respond, Partial<TurnProviderError>][] = [
  ['401', 500, 'misconfigured', answerWith(401, { error: 'planted' }), { code: 'http', status: 401 }],
  ['403', 500, 'misconfigured', answerWith(403, { error: 'planted' }), { code: 'http', status: 403 }],
  ['404', 500, 'misconfigured', answerWith(404, { error: 'planted' }), { code: 'http', status: 404 }],
  ['429', 503, 'rate-limited', answerWith(429, { error: 'planted' }), { code: 'http', status: 429 }],
  ['400', 502, 'upstream', answerWith(400, { error: 'planted' }), { code: 'http', status: 400 }],
  ['500', 502, 'upstream', answerWith(500, { error: 'planted' }), { code: 'http', status: 500 }],
  ['503', 502, 'upstream', answerWith(503, 'planted'), { code: 'http', status: 503 }],
  ['HTML', 502, 'upstream', answerWith(200, '<p>planted</p>'), { code: 'invalid-answer' }],
  ['another shape', 502, 'upstream', answerWith(201, { planted: 1 }), { code: 'invalid-answer' }],
  ['a closed connection', 502, 'upstream', (response) => response.destroy(), { code: 'network' }],
  ['silence', 504, 'upstream-timeout', () => {}, { code: 'timeout' }],
]

test.each(fails)(
  'the upstream answers with %s: %d %s, and onError is told why',
  async (_name, status, code, respond, told) => {
    const { response, errors, text } = await answerTo(respond)
    expect(response.status).toBe(status)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(JSON.parse(text)).toEqual({ error: { code, message: expect.any(String) } })
    expect(text).not.toMatch(/planted|127\.0\.0\.1|key-id/)
    expect(errors).toHaveLength(1)
    expect(errors[0]).toBeInstanceOf(TurnProviderError)
    expect(errors[0]).toMatchObject(told)
  },
)

test('Retry-After of the upstream is passed on in seconds', async () => {
  const { response } = await answerTo(answerWith(429, {}, { 'Retry-After': '7' }))
  expect(response.headers.get('Retry-After')).toBe('7')
})

test('Retry-After is left out where the upstream tells none', async () => {
  const { response } = await answerTo(answerWith(429, {}))
  expect(response.headers.has('Retry-After')).toBe(false)
})

test.each<[string, OnError]>([
  [
    'throws',
    () => {
      throw new Error('log is full')
    },
  ],
  [
    'rejects',
    async () => {
      throw new Error('log is full')
    },
  ],
  ['never ends', () => new Promise(() => {})],
])('an onError that %s harms nothing', async (_how, onError) => {
  const { response } = await answerTo(answerWith(500, {}), onError)
  expect(response.status).toBe(502)
})

test('onError is told the request that failed', async () => {
  const failed: Request[] = []
  await answerTo(answerWith(500, {}), (_error, request) => failed.push(request))
  expect(failed.map(({ url }) => url)).toEqual([request().url])
})

test('without an onError a failure is answered all the same', async () => {
  const provider = { generate: () => Promise.reject(new TurnProviderError('network', 'planted')) }
  const response = await createIceHandler({ provider, authorize })(request())
  expect(response.status).toBe(502)
})

test('any other error of a provider is 500, and its words stay here', async () => {
  const errors: unknown[] = []
  const provider = { generate: () => Promise.reject(new Error('planted')) }
  const response = await createIceHandler({ provider, authorize, onError: (error) => errors.push(error) })(request())
  expect(response.status).toBe(500)
  expect(await response.json()).toMatchObject({
    error: { code: 'internal', message: expect.not.stringContaining('planted') },
  })
  expect(errors).toEqual([new Error('planted')])
})

test.each([{}, { iceServers: 'turn:t', ttl: 60 }, undefined])('a provider that answers %j is a 502', async (answer) => {
  const errors: unknown[] = []
  const provider = { generate: async () => answer as never }
  const response = await createIceHandler({ provider, authorize, onError: (error) => errors.push(error) })(request())
  expect(response.status).toBe(502)
  expect(errors).toMatchObject([{ code: 'invalid-answer' }])
})

test('what is no Fetch API Request is refused with what to do', async () => {
  const handler = createIceHandler({ provider: { generate: async () => ({}) as never }, authorize })
  await expect(handler({ method: 'GET', headers: {} } as never)).rejects.toThrow(/adapter/)
})
