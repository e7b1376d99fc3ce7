import { expect, test } from 'vitest'
import { type CorsOptions, createIceHandler } from '../src/index.ts'
import { countingProvider } from './support/countingProvider.ts'

const own = 'https://api.example'
const endpoint = `${own}/ice-servers`
const listed = 'https://app.example'

function setUp(origins: CorsOptions['origins'] | undefined = [listed, 'capacitor://localhost']) {
  const provider = countingProvider()
  const errors: unknown[] = []
  let authorized = 0
  const handler = createIceHandler({
    provider,
    authorize: () => {
      authorized += 1
      return { user: 'ann' }
    },
    cors: origins && { origins },
    onError: (error) => errors.push(error),
  })
  const ask = (headers: Record<string, string>, init: RequestInit = {}) =>
    handler(new Request(endpoint, { headers, ...init }))
  return { ask, provider, errors, authorized: () => authorized }
}

function corsOf(response: Response) {
  return [...response.headers].filter(([name]) => name.startsWith('access-control-'))
}

test.each(['GET', 'POST', 'HEAD'])('%s of a listed origin is answered, and its page may read it', async (method) => {
  const { ask } = setUp()
  const response = await ask({ Origin: listed, 'Sec-Fetch-Site': 'cross-site', Cookie: 'session=1' }, { method })
  expect(response.status).toBe(200)
  expect(Object.fromEntries(corsOf(response))).toEqual({
    'access-control-allow-origin': listed,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Date, Age, Retry-After',
  })
  expect(response.headers.get('Vary')).toBe('Origin')
})

test('errors can be read by a listed origin too', async () => {
  const { ask } = setUp()
  const response = await ask({ Origin: listed }, { method: 'DELETE' })
  expect(response.status).toBe(405)
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe(listed)
})

test('an app in a shell is listed by its own scheme', async () => {
  const { ask } = setUp()
  expect((await ask({ Origin: 'capacitor://localhost' })).status).toBe(200)
})

const foreign: Record<string, string>[] = [
  { Origin: 'https://evil.example' },
  { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
  { Origin: 'https://app.example.evil.example' },
  { Origin: 'https://app.example:8443' },
  { Origin: 'http://app.example' },
  { Origin: 'https://app.example/' },
  { Origin: 'HTTPS://APP.EXAMPLE' },
  { Origin: 'https://app.example, https://evil.example' },
  { Origin: 'null' },
  { Origin: 'null', 'Sec-Fetch-Site': 'none' },
  { Origin: '*' },
  { Origin: '' },
  { Origin: 'not an origin' },
  { Origin: '://' },
  { Origin: 'x'.repeat(10_000) },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
  { 'Sec-Fetch-Site': 'same-origin, cross-site' },
  { 'Sec-Fetch-Site': 'SAME-ORIGIN' },
  { Origin: own, 'Sec-Fetch-Site': 'cross-site' },
]

test.each(foreign)('%j is refused before anybody is asked', async (headers) => {
  for (const method of ['GET', 'POST', 'HEAD']) {
    const { ask, provider, authorized, errors } = setUp()
    const response = await ask(headers, { method })
    expect(response.status).toBe(403)
    expect(corsOf(response)).toEqual([])
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    if (method !== 'HEAD') expect(await response.json()).toMatchObject({ error: { code: 'forbidden-origin' } })
    expect(provider.asked).toEqual([])
    expect(authorized()).toBe(0)
    expect(errors).toEqual([])
  }
})

test.each([
  {},
  { Origin: own },
  { Origin: 'http://api.example' },
  { 'Sec-Fetch-Site': 'same-origin' },
  { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://behind-a-proxy.example' },
  { 'Sec-Fetch-Site': 'none' },
])('%j is of the own origin, or no page: answered without CORS headers', async (headers) => {
  for (const origins of [undefined, [listed]]) {
    const { ask, provider } = setUp(origins)
    const response = await ask(headers as Record<string, string>)
    expect(response.status).toBe(200)
    expect(corsOf(response)).toEqual([])
    expect(response.headers.get('Vary')).toBe('Origin')
    expect(provider.asked).toHaveLength(1)
  }
})

test('without the option cors every other origin is refused', async () => {
  const provider = countingProvider()
  const handler = createIceHandler({ provider, authorize: () => ({ user: 'ann' }) })
  const response = await handler(new Request(endpoint, { headers: { Origin: listed } }))
  expect(response.status).toBe(403)
  expect(provider.asked).toEqual([])
})

test('a preflight of a listed origin allows what it asks for, without authorize', async () => {
  const { ask, authorized } = setUp()
  const headers = {
    Origin: listed,
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'authorization,x-app',
  }
  const response = await ask(headers, { method: 'OPTIONS' })
  expect(response.status).toBe(204)
  expect(await response.text()).toBe('')
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'access-control-allow-origin': listed,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET, HEAD, POST',
    'access-control-allow-headers': 'authorization,x-app',
    'access-control-max-age': '7200',
    vary: 'Origin',
  })
  expect(authorized()).toBe(0)
})

test.each(['https://evil.example', 'null'])('a preflight of %s is refused', async (origin) => {
  const { ask } = setUp()
  const headers = { Origin: origin, 'Access-Control-Request-Method': 'GET' }
  const response = await ask(headers, { method: 'OPTIONS' })
  expect(response.status).toBe(403)
  expect(corsOf(response)).toEqual([])
})

test('OPTIONS that is no preflight tells the methods', async () => {
  const { ask, provider } = setUp()
  const response = await ask({}, { method: 'OPTIONS' })
  expect(response.status).toBe(204)
  expect(response.headers.get('Allow')).toBe('GET, HEAD, POST, OPTIONS')
  expect(provider.asked).toEqual([])
})

test('a function decides about origins one by one, and is never asked about "null"', async () => {
  const seen: string[] = []
  const { ask } = setUp((origin) => {
    seen.push(origin)
    return origin.endsWith('.preview.example')
  })
  expect((await ask({ Origin: 'https://a.preview.example' })).status).toBe(200)
  expect((await ask({ Origin: 'https://evil.example' })).status).toBe(403)
  expect((await ask({ Origin: 'null' })).status).toBe(403)
  expect(seen).not.toContain('null')
})

test('what a function returns that is not true is a no', async () => {
  const { ask, provider } = setUp((() => 'yes') as unknown as () => boolean)
  expect((await ask({ Origin: 'https://evil.example' })).status).toBe(403)
  expect(provider.asked).toEqual([])
})

test('a function that throws is 500, onError is told, and there is no credential', async () => {
  const { ask, provider, errors } = setUp(() => {
    throw new Error('planted')
  })
  const response = await ask({ Origin: listed })
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('planted')
  expect(errors).toEqual([new Error('planted')])
  expect(provider.asked).toEqual([])
})

test.each([
  ['*'],
  ['https://*.example'],
  ['https://app.example/'],
  ['https://app.example/path'],
  ['https://App.example'],
  ['https://app.example:443'],
  ['app.example'],
  ['null'],
  [''],
  [42],
  'https://app.example',
  undefined,
  null,
])('origins of %j are refused at creation', (origins) => {
  expect(() =>
    createIceHandler({ provider: countingProvider(), authorize: () => null, cors: { origins: origins as string[] } }),
  ).toThrow(/cors\.origins/)
})
