import { inspect } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { type CloudflareTurnOptions, cloudflareTurn, TurnProviderError } from '../src/index.ts'
import { arrayForm, keyId, keySecret } from './support/cloudflareAnswers.ts'
import { answerWith, type Respond, startUpstream } from './support/startUpstream.ts'

async function failureOf(respond: Respond, options: { timeout?: number; signal?: AbortSignal } = {}) {
  const { timeout, signal } = options
  const upstream = await startUpstream(respond)
  onTestFinished(upstream.close)
  const provider = cloudflareTurn({ keyId, keySecret, baseUrl: upstream.baseUrl, timeout })
  const error = await provider.generate({ ttl: 600, user: 'ann', signal }).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(TurnProviderError)
  // Nothing that a log would print of it may hold a secret, causes included.
  expect(inspect(error, { depth: 9 })).not.toMatch(/planted|upstream-credential/)
  return { error: error as TurnProviderError, upstream }
}

function creationError(options: Partial<Record<keyof CloudflareTurnOptions, unknown>>): unknown {
  try {
    return cloudflareTurn({ keyId, keySecret, ...options } as CloudflareTurnOptions)
  } catch (error) {
    return error
  }
}

test.each([undefined, null, '', '  ', '.', '..', 42])(
  'a keyId of %j is refused at creation, naming TURN_KEY_ID',
  (keyId) => {
    const error = creationError({ keyId })
    expect(error).toMatchObject({ name: 'TurnProviderError', code: 'invalid-option' })
    expect(String(error)).toContain('TURN_KEY_ID')
  },
)

test.each([undefined, null, '', '  ', 42])(
  'a keySecret of %j is refused at creation, naming TURN_KEY_SECRET',
  (keySecret) => {
    const error = creationError({ keySecret })
    expect(error).toMatchObject({ name: 'TurnProviderError', code: 'invalid-option' })
    expect(String(error)).toContain('TURN_KEY_SECRET')
  },
)

test.each(['\n', ' ', 'é'])('a keySecret with %j in it is refused at creation and not quoted', (character) => {
  const error = creationError({ keySecret: `planted-key-secret${character}0123` })
  expect(error).toMatchObject({ code: 'invalid-option' })
  expect(inspect(error)).not.toContain('planted-key-secret')
})

test.each(['', 'rtc.live.cloudflare.com', 'ftp://host', 'https://', 42, null])(
  'a baseUrl of %j is refused at creation',
  (baseUrl) => {
    expect(creationError({ baseUrl })).toMatchObject({
      code: 'invalid-option',
      message: expect.stringContaining('baseUrl'),
    })
  },
)

test.each(['generate/..', '', null])('an endpoint of %j is refused at creation', (endpoint) => {
  expect(creationError({ endpoint })).toMatchObject({ code: 'invalid-option' })
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, '10', null])(
  'a timeout of %s is refused at creation',
  (timeout) => {
    expect(creationError({ timeout })).toMatchObject({
      code: 'invalid-option',
      message: expect.stringContaining('timeout'),
    })
  },
)

test.each([
  [401, 'TURN_KEY_SECRET'],
  [403, 'TURN_KEY_SECRET'],
  [404, 'TURN_KEY_ID'],
  [429, 'wait'],
  [400, 'baseUrl'],
  [500, 'Try again later'],
])('status %d is an http error that says what next', async (status, advice) => {
  const { error } = await failureOf(answerWith(status, {}))
  expect(error).toMatchObject({ code: 'http', status, retryAfter: undefined })
  expect(error.message).toContain(`answered ${status}.`)
  expect(error.message).toContain(advice)
})

test("Cloudflare's own code and message are passed on", async () => {
  const body = { success: false, errors: [{ code: 10000, message: 'Authentication\nerror' }] }
  const { error } = await failureOf(answerWith(403, body))
  expect(error.message).toContain('said "10000 Authentication error"')
})

test('of a long error body only a piece of its message is quoted', async () => {
  const { error } = await failureOf(answerWith(500, { error: 'x'.repeat(5000), other: 'not quoted' }))
  expect(error.message).toContain('x'.repeat(200))
  expect(error.message).not.toContain('x'.repeat(201))
  expect(error.message).not.toContain('not quoted')
})

test('an error body that is not JSON is not quoted', async () => {
  const { error } = await failureOf(answerWith(502, '<html>Bad gateway</html>'))
  expect(error.message).not.toContain('html')
})

test('a secret that the error body echoes is blotted out', async () => {
  const { error } = await failureOf(answerWith(401, { error: `${'x'.repeat(185)} ${keySecret}` }))
  expect(error.message).toContain('[secret]')
})

test('Retry-After is told in milliseconds from now', async () => {
  const { error } = await failureOf(answerWith(429, {}, { 'Retry-After': '7' }))
  expect(error.retryAfter).toBe(7000)
})

test('Retry-After as a date is told in milliseconds from now', async () => {
  const date = new Date(Date.now() + 60_000).toUTCString()
  const { error } = await failureOf(answerWith(503, {}, { 'Retry-After': date }))
  expect(error.retryAfter).toBeGreaterThan(50_000)
  expect(error.retryAfter).toBeLessThanOrEqual(60_000)
})

test('a redirect is an error, and the secret does not follow it', async () => {
  const { error, upstream } = await failureOf(answerWith(307, '', { Location: '/elsewhere' }))
  expect(error).toMatchObject({ code: 'http', status: 307 })
  expect(upstream.seen).toHaveLength(1)
})

test.each([
  ['HTML', '<html>hello</html>'],
  ['nothing', ''],
  ['JSON that breaks off', JSON.stringify(arrayForm).slice(0, -10)],
  ['JSON that an engine quotes in its error', '["planted",x]'],
  ['null', 'null'],
  ['an empty object', '{}'],
  ['an error object', { errors: [{ code: 1, message: 'no' }] }],
  ['an empty list', { iceServers: [] }],
  ['a list without a credential', { iceServers: [{ urls: ['stun:stun.cloudflare.com:3478'] }] }],
  ['TURN without a credential', { iceServers: [{ urls: ['turn:turn.cloudflare.com'] }] }],
])('%s with status 201 is an invalid answer', async (_name, body) => {
  const { error } = await failureOf(answerWith(201, body))
  expect(error.code).toBe('invalid-answer')
  expect(error.message).toContain('/credentials/generate-ice-servers')
})

test('a body that never ends is read no further than it can matter', async () => {
  const upstream = await startUpstream((response) => {
    response.writeHead(201)
    const pour = () => {
      while (!response.destroyed && response.write(' '.repeat(100_000)));
    }
    response.on('drain', pour)
    pour()
  })
  const provider = cloudflareTurn({ keyId: 'key', keySecret: 'secret', baseUrl: upstream.baseUrl })
  await expect(provider.generate({ ttl: 60 })).rejects.toMatchObject({ code: 'network' })
  await upstream.cutOff
  upstream.close()
})

test('a 201 whose body breaks off is a network error', async () => {
  const { error } = await failureOf((response) => {
    response.writeHead(201, { 'Content-Length': '1000' })
    response.write('{"iceServers":')
    setTimeout(() => response.destroy(), 20)
  })
  expect(error.code).toBe('network')
  expect(error.cause).toBeDefined()
})

test('an error answer whose body breaks off keeps its status', async () => {
  const { error } = await failureOf((response) => {
    response.writeHead(429, { 'Content-Length': '1000', 'Retry-After': '3' })
    response.write('{')
    setTimeout(() => response.destroy(), 20)
  })
  expect(error).toMatchObject({ code: 'http', status: 429, retryAfter: 3000 })
})

test('a host that does not answer is a network error with its cause', async () => {
  const upstream = await startUpstream(() => {})
  upstream.close()
  const provider = cloudflareTurn({ keyId, keySecret, baseUrl: upstream.baseUrl })
  const error = await provider.generate({ ttl: 600 }).catch((error: unknown) => error)
  expect(error).toMatchObject({ code: 'network' })
  expect((error as Error).cause).toBeInstanceOf(Error)
})

test('an upstream that never answers is a timeout, and its connection is closed', async () => {
  const { error, upstream } = await failureOf(() => {}, { timeout: 50 })
  expect(error.code).toBe('timeout')
  expect(error.message).toContain('after 50 ms')
  await upstream.cutOff
})

test('an upstream that stops within its body is a timeout', async () => {
  const { error } = await failureOf(
    (response) => {
      response.writeHead(201)
      response.write('{"iceServers":')
    },
    { timeout: 50 },
  )
  expect(error.code).toBe('timeout')
})

test("the caller's signal ends the request", async () => {
  const controller = new AbortController()
  const reason = new Error('the user left')
  const { error, upstream } = await failureOf(() => controller.abort(reason), { signal: controller.signal })
  expect(error).toMatchObject({ code: 'aborted', cause: reason })
  await upstream.cutOff
})

test('a signal that has ended already sends no request', async () => {
  const { error, upstream } = await failureOf(answerWith(201, arrayForm), { signal: AbortSignal.abort() })
  expect(error.code).toBe('aborted')
  expect(upstream.seen).toEqual([])
})
