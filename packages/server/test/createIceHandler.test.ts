import { expect, onTestFinished, test } from 'vitest'
import { type Authorize, cloudflareTurn, createIceHandler, type TurnProvider } from '../src/index.ts'
import { arrayForm, keyId, keySecret, usableUrls } from './support/cloudflareAnswers.ts'
import { answerWith, type Respond, startUpstream } from './support/startUpstream.ts'

const endpoint = 'https://app.example/api/ice-servers'
const ann: Authorize = () => ({ user: 'ann' })

interface SetUp {
  respond?: Respond
  authorize?: Authorize
  ttl?: number
  onError?: (error: unknown, request: Request) => void
  plainUserIds?: boolean
}

async function setUp({
  respond = answerWith(201, arrayForm),
  authorize = ann,
  ttl,
  onError,
  plainUserIds,
}: SetUp = {}) {
  const { baseUrl, seen, cutOff, close } = await startUpstream(respond)
  onTestFinished(close)
  const errors: unknown[] = []
  const handler = createIceHandler({
    provider: cloudflareTurn({ keyId, keySecret, baseUrl }),
    authorize,
    ttl,
    plainUserIds,
    onError: onError ?? ((error) => errors.push(error)),
  })
  return { handler, seen, errors, cutOff }
}

function expectOwnHeaders(response: Response) {
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(response.headers.get('Content-Type')).toBe('application/json')
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
}

test.each(['GET', 'POST'])('%s answers 200 with the servers, the ttl and the expiry', async (method) => {
  const { handler, errors } = await setUp({ ttl: 600 })
  const before = Date.now()
  const response = await handler(new Request(endpoint, { method }))
  const after = Date.now()
  expect(response.status).toBe(200)
  expectOwnHeaders(response)
  const answer = await response.json()
  expect(Object.keys(answer)).toEqual(['iceServers', 'ttl', 'expiresAt'])
  expect(answer.iceServers.flatMap(({ urls }: RTCIceServer) => urls)).toEqual(usableUrls)
  expect(answer.ttl).toBe(600)
  expect(new Date(answer.expiresAt).toISOString()).toBe(answer.expiresAt)
  expect(Date.parse(answer.expiresAt)).toBeGreaterThanOrEqual(before + 600_000)
  expect(Date.parse(answer.expiresAt)).toBeLessThanOrEqual(after + 600_000)
  expect(errors).toEqual([])
})

test('asks for an hour when no ttl is given', async () => {
  const { handler, seen } = await setUp()
  const response = await handler(new Request(endpoint))
  expect(await response.json()).toMatchObject({ ttl: 3600 })
  expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ ttl: 3600 })
})

test('the provider is told the user by a keyed hash, the same each time', async () => {
  const { handler, seen } = await setUp({ authorize: async () => ({ user: 'ben' }) })
  await handler(new Request(endpoint))
  await handler(new Request(endpoint))
  const told = seen.map(({ body }) => JSON.parse(body).customIdentifier)
  expect(told).toEqual([expect.stringMatching(/^u[0-9a-f]{32}$/), told[0]])
})

test('plainUserIds tells the provider the user as authorize named them', async () => {
  const { handler, seen } = await setUp({ authorize: async () => ({ user: 'ben' }), plainUserIds: true })
  await handler(new Request(endpoint))
  expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ customIdentifier: 'ben' })
})

test('a provider that cannot hash is told no user', async () => {
  const users: unknown[] = []
  const generate: TurnProvider['generate'] = async ({ user, ttl }) => {
    users.push(user)
    return { iceServers: [], ttl, expiresAt: '' }
  }
  await createIceHandler({ provider: { generate }, authorize: ann })(new Request(endpoint))
  await createIceHandler({ provider: { generate }, authorize: ann, plainUserIds: true })(new Request(endpoint))
  expect(users).toEqual([undefined, 'ann'])
})

test('authorize is given the request', async () => {
  const { handler } = await setUp({
    authorize: (request) => (request.headers.get('Cookie') === 'session=1' ? { user: 'ann' } : null),
  })
  expect((await handler(new Request(endpoint))).status).toBe(401)
  expect((await handler(new Request(endpoint, { headers: { Cookie: 'session=1' } }))).status).toBe(200)
})

test('a stranger gets 401 and the provider is not asked', async () => {
  const { handler, seen, errors } = await setUp({ authorize: () => null })
  const response = await handler(new Request(endpoint))
  expect(response.status).toBe(401)
  expectOwnHeaders(response)
  expect(await response.json()).toEqual({ error: { code: 'unauthorized', message: expect.any(String) } })
  expect(seen).toEqual([])
  expect(errors).toEqual([])
})

test('the provider is not asked before authorize has decided', async () => {
  let decide: (result: null) => void = () => {}
  const decision = new Promise<null>((resolve) => {
    decide = resolve
  })
  let asked = 0
  const provider: TurnProvider = {
    generate: async ({ ttl }) => {
      asked++
      return { iceServers: [], ttl, expiresAt: '' }
    },
  }
  const pending = createIceHandler({ provider, authorize: () => decision })(new Request(endpoint))
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(asked).toBe(0)
  decide(null)
  expect((await pending).status).toBe(401)
  expect(asked).toBe(0)
})

test.each<[string, Authorize]>([
  [
    'throws',
    () => {
      throw new Error('planted: database down')
    },
  ],
  [
    'rejects',
    async () => {
      throw new Error('planted: database down')
    },
  ],
])('an authorize that %s is 500, onError is told, and there is no credential', async (_how, authorize) => {
  const { handler, seen, errors } = await setUp({ authorize })
  const response = await handler(new Request(endpoint))
  expect(response.status).toBe(500)
  expectOwnHeaders(response)
  expect(await response.text()).not.toContain('planted')
  expect(errors).toEqual([new Error('planted: database down')])
  expect(seen).toEqual([])
})

test.each([undefined, false, true, 'ann', {}, { user: '' }, { user: 7 }, { user: null }, []])(
  'an authorize that returns %j is 500, onError is told, and there is no credential',
  async (result) => {
    const { handler, seen, errors } = await setUp({ authorize: () => result as unknown as null })
    const response = await handler(new Request(endpoint))
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ error: { code: 'internal' } })
    expect(String(errors[0])).toContain('authorize must return { user }')
    expect(seen).toEqual([])
  },
)

test.each(['PUT', 'DELETE', 'PATCH', 'BREW'])('%s is 405 with Allow, and nobody is asked', async (method) => {
  let asked = false
  const { handler, seen } = await setUp({
    authorize: () => {
      asked = true
      return null
    },
  })
  const response = await handler(new Request(endpoint, { method }))
  expect(response.status).toBe(405)
  expectOwnHeaders(response)
  expect(response.headers.get('Allow')).toBe('GET, HEAD, POST, OPTIONS')
  expect(await response.json()).toMatchObject({ error: { code: 'method-not-allowed' } })
  expect(asked).toBe(false)
  expect(seen).toEqual([])
})

test('HEAD has no body and makes no credential', async () => {
  const { handler, seen } = await setUp()
  const response = await handler(new Request(endpoint, { method: 'HEAD' }))
  expect(response.status).toBe(200)
  expectOwnHeaders(response)
  expect(await response.text()).toBe('')
  expect(seen).toEqual([])
})

test('HEAD of a stranger is 401 without a body', async () => {
  const { handler } = await setUp({ authorize: () => null })
  const response = await handler(new Request(endpoint, { method: 'HEAD' }))
  expect(response.status).toBe(401)
  expect(await response.text()).toBe('')
})

test("the client's signal ends the request to the provider, and onError is not told", async () => {
  const controller = new AbortController()
  const { handler, errors, cutOff } = await setUp({ respond: () => controller.abort() })
  const response = await handler(new Request(endpoint, { signal: controller.signal }))
  expect(response.status).toBe(499)
  expect(errors).toEqual([])
  await cutOff
})

test('nothing but iceServers, ttl and expiresAt of a provider is passed on', async () => {
  const generate = async () => ({ iceServers: [], ttl: 5, expiresAt: '2026-11-22T12:00:00.000Z', secret: 'planted' })
  const response = await createIceHandler({ provider: { generate }, authorize: ann })(new Request(endpoint))
  expect(await response.json()).toEqual({ iceServers: [], ttl: 5, expiresAt: '2026-11-22T12:00:00.000Z' })
})

test.each([undefined, null, 'yes', {}])('an authorize of %j is refused at creation', (authorize) => {
  const provider = cloudflareTurn({ keyId, keySecret })
  const create = () => createIceHandler({ provider, authorize: authorize as unknown as Authorize })
  expect(create).toThrow(/needs the option authorize, a function/)
})

test.each([undefined, null, {}, { generate: 1 }])('a provider of %j is refused at creation', (provider) => {
  const create = () => createIceHandler({ provider: provider as unknown as TurnProvider, authorize: ann })
  expect(create).toThrow(/needs the option provider/)
})
