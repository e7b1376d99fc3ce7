import { Ratelimit } from '@upstash/ratelimit'
import { expect, expectTypeOf, test } from 'vitest'
import { createIceHandler, type RateLimit } from '../src/index.ts'
import { countingProvider } from './support/countingProvider.ts'

const endpoint = 'https://app.example/ice-servers'

function setUp(rateLimit: RateLimit) {
  const provider = countingProvider()
  const errors: unknown[] = []
  const handler = createIceHandler({
    provider,
    authorize: () => ({ user: 'ann' }),
    rateLimit,
    onError: (error) => errors.push(error),
  })
  return { handler, provider, errors }
}

test('the limit is asked with the user and the request', async () => {
  const seen: unknown[] = []
  const { handler, provider } = setUp(async (...args) => {
    seen.push(...args)
    return { success: true }
  })
  const request = new Request(endpoint)
  expect((await handler(request)).status).toBe(200)
  expect(seen).toEqual(['ann', request])
  expect(provider.asked).toHaveLength(1)
})

test('one request too many is 429 with Retry-After in whole seconds, and no credential', async () => {
  const { handler, provider, errors } = setUp(() => ({ success: false, retryAfter: 1200 }))
  const response = await handler(new Request(endpoint))
  expect(response.status).toBe(429)
  expect(response.headers.get('Retry-After')).toBe('2')
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(await response.json()).toMatchObject({ error: { code: 'too-many-requests' } })
  expect(provider.asked).toEqual([])
  expect(errors).toEqual([])
})

test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, -1])(
  'a retryAfter of %s sends no Retry-After',
  async (retryAfter) => {
    const { handler } = setUp(() => ({ success: false, retryAfter }))
    const response = await handler(new Request(endpoint))
    expect(response.status).toBe(429)
    expect(response.headers.has('Retry-After')).toBe(false)
  },
)

test('HEAD does not count', async () => {
  const { handler } = setUp(() => ({ success: false }))
  expect((await handler(new Request(endpoint, { method: 'HEAD' }))).status).toBe(200)
})

test.each([undefined, null, true, {}, { success: 'yes' }])(
  'a limit that returns %j is 500, onError is told, and there is no credential',
  async (result) => {
    const { handler, provider, errors } = setUp(() => result as never)
    expect((await handler(new Request(endpoint))).status).toBe(500)
    expect(String(errors[0])).toContain('rateLimit must return')
    expect(provider.asked).toEqual([])
  },
)

test('a limit that rejects is 500, and there is no credential', async () => {
  const { handler, provider, errors } = setUp(() => Promise.reject(new Error('planted')))
  const response = await handler(new Request(endpoint))
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('planted')
  expect(errors).toEqual([new Error('planted')])
  expect(provider.asked).toEqual([])
})

test("fits Upstash's Ratelimit and Cloudflare's binding as they are", () => {
  const withUpstash =
    (ratelimit: Ratelimit): RateLimit =>
    (user) =>
      ratelimit.limit(user)
  const withReset = (ratelimit: Ratelimit): RateLimit => {
    return async (user) => {
      const { success, reset } = await ratelimit.limit(user)
      return { success, retryAfter: reset - Date.now() }
    }
  }
  const withBinding = (limiter: import('@cloudflare/workers-types').RateLimit): RateLimit => {
    return (user) => limiter.limit({ key: user })
  }
  expectTypeOf(withUpstash).returns.toEqualTypeOf<RateLimit>()
  expectTypeOf(withReset).returns.toEqualTypeOf<RateLimit>()
  expectTypeOf(withBinding).returns.toEqualTypeOf<RateLimit>()
  expect(Ratelimit).toBeTypeOf('function')
})
