import { getEventListeners } from 'node:events'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { cloudflareTurn } from '../src/index.ts'
import { arrayForm, keyId, keySecret, objectForm, usableUrls } from './support/cloudflareAnswers.ts'
import { answerWith, type Respond, startUpstream } from './support/startUpstream.ts'

afterEach(() => {
  vi.useRealTimers()
})

async function providerFor(respond: Respond) {
  const upstream = await startUpstream(respond)
  onTestFinished(upstream.close)
  return { upstream, provider: cloudflareTurn({ keyId, keySecret, baseUrl: upstream.baseUrl }) }
}

const urlsOf = (iceServers: RTCIceServer[]) => iceServers.flatMap(({ urls }) => urls)

test('asks generate-ice-servers with the bearer, the ttl and the user', async () => {
  const { upstream, provider } = await providerFor(answerWith(201, arrayForm))
  await provider.generate({ ttl: 600, user: 'ann' })
  expect(upstream.seen).toHaveLength(1)
  const [request] = upstream.seen
  expect(request?.method).toBe('POST')
  expect(request?.path).toBe('/v1/turn/keys/key-id/credentials/generate-ice-servers')
  expect(request?.headers.authorization).toBe(`Bearer ${keySecret}`)
  expect(request?.headers['content-type']).toBe('application/json')
  expect(JSON.parse(request?.body ?? '')).toEqual({ ttl: 600, customIdentifier: 'ann' })
})

test('sends no customIdentifier for nobody', async () => {
  const { upstream, provider } = await providerFor(answerWith(201, arrayForm))
  await provider.generate({ ttl: 600 })
  expect(JSON.parse(upstream.seen[0]?.body ?? '')).toEqual({ ttl: 600 })
})

test.each([
  ['array', 201, arrayForm],
  ['object', 201, objectForm],
  ['array', 200, arrayForm],
])('understands the %s form with status %d', async (_form, status, body) => {
  const { provider } = await providerFor(answerWith(status, body))
  const { iceServers } = await provider.generate({ ttl: 600 })
  expect(urlsOf(iceServers)).toEqual(usableUrls)
  const withCredential = iceServers.find(({ credential }) => credential)
  expect(withCredential).toMatchObject({ username: 'upstream-username', credential: 'upstream-credential' })
})

test('leaves out URLs on port 53, which browsers cannot use', async () => {
  const { provider } = await providerFor(answerWith(201, arrayForm))
  const { iceServers } = await provider.generate({ ttl: 600 })
  expect(JSON.stringify(iceServers)).not.toContain(':53?')
  expect(JSON.stringify(iceServers)).toContain(':5349?')
})

test('counts the life from the start of the request', async () => {
  const start = Date.parse('2026-11-22T12:00:00Z')
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  const { provider } = await providerFor((response, request) => {
    vi.setSystemTime(start + 5_000)
    answerWith(201, arrayForm)(response, request)
  })
  const { ttl, expiresAt } = await provider.generate({ ttl: 600 })
  expect(ttl).toBe(600)
  expect(expiresAt).toBe('2026-11-22T12:10:00.000Z')
})

test('keeps a path in baseUrl and takes a slash at its end', async () => {
  const { baseUrl, seen, close } = await startUpstream(answerWith(201, arrayForm))
  onTestFinished(close)
  await cloudflareTurn({ keyId: 'a/b', keySecret, baseUrl: `${baseUrl}/proxy/` }).generate({ ttl: 600 })
  expect(seen[0]?.path).toBe('/proxy/v1/turn/keys/a%2Fb/credentials/generate-ice-servers')
})

test('takes an object with further members, such as the emulator', async () => {
  const { baseUrl, close } = await startUpstream(answerWith(201, arrayForm))
  onTestFinished(close)
  const emulator = { baseUrl, keyId, keySecret, turnUrl: 'turn:127.0.0.1', events: new EventTarget(), close }
  const { iceServers } = await cloudflareTurn(emulator).generate({ ttl: 600 })
  expect(urlsOf(iceServers)).toEqual(usableUrls)
})

test('calls the fetch it was given', async () => {
  const urls: string[] = []
  const fetch = async (url: string) => {
    urls.push(url)
    return Response.json(arrayForm, { status: 201 })
  }
  await cloudflareTurn({ keyId, keySecret, fetch }).generate({ ttl: 600 })
  expect(urls).toEqual(['https://rtc.live.cloudflare.com/v1/turn/keys/key-id/credentials/generate-ice-servers'])
})

test('calls the global fetch of the moment, not the one at creation', async () => {
  const provider = cloudflareTurn({ keyId, keySecret })
  vi.stubGlobal('fetch', async () => Response.json(arrayForm, { status: 201 }))
  onTestFinished(() => {
    vi.unstubAllGlobals()
  })
  expect(await provider.generate({ ttl: 600 })).toMatchObject({ ttl: 600 })
})

test('leaves no timer and no listener behind', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { signal } = new AbortController()
  const during: number[] = []
  const fetch = async () => {
    during.push(vi.getTimerCount(), getEventListeners(signal, 'abort').length)
    return Response.json(arrayForm, { status: 201 })
  }
  await cloudflareTurn({ keyId, keySecret, fetch }).generate({ ttl: 600, signal })
  expect(during).toEqual([1, 1])
  expect(vi.getTimerCount()).toBe(0)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('revoke posts to the path of the username, percent-encoded and without a body', async () => {
  const { upstream, provider } = await providerFor(answerWith(204, ''))
  await expect(provider.revoke('17:ann/é')).resolves.toBeUndefined()
  const [request] = upstream.seen
  expect(request?.method).toBe('POST')
  expect(request?.path).toBe('/v1/turn/keys/key-id/credentials/17%3Aann%2F%C3%A9/revoke')
  expect(request?.headers.authorization).toBe(`Bearer ${keySecret}`)
  expect(request?.body).toBe('')
})

test('revoke rejects when the credential could not be revoked', async () => {
  const { provider } = await providerFor(answerWith(404, {}))
  await expect(provider.revoke('ann')).rejects.toMatchObject({ code: 'http', status: 404 })
})

test('revoke falls back to the form with the username in the body where the path is unknown', async () => {
  for (const status of [404, 405]) {
    const { upstream, provider } = await providerFor((response, request) => {
      answerWith(request.path?.endsWith('/credentials/revoke') ? 204 : status, {})(response, request)
    })
    await provider.revoke('ann')
    expect(upstream.seen).toMatchObject([
      { method: 'POST', path: '/v1/turn/keys/key-id/credentials/ann/revoke', body: '' },
      { method: 'POST', path: '/v1/turn/keys/key-id/credentials/revoke', body: '{"username":"ann"}' },
    ])
  }
})

test('revoke does not fall back where the path is known', async () => {
  const { upstream, provider } = await providerFor(answerWith(403, {}))
  await expect(provider.revoke('ann')).rejects.toMatchObject({ code: 'http', status: 403 })
  expect(upstream.seen).toHaveLength(1)
})

test('when the other form knows more, its error is the one', async () => {
  const { provider } = await providerFor((response, request) => {
    answerWith(request.path?.endsWith('/credentials/revoke') ? 500 : 404, {})(response, request)
  })
  await expect(provider.revoke('ann')).rejects.toMatchObject({ status: 500 })
})

test.each(['', '.', '..', undefined, 42])('revoke of %j is refused before any request', async (username) => {
  const { upstream, provider } = await providerFor(answerWith(204, ''))
  await expect(provider.revoke(username as string)).rejects.toMatchObject({ code: 'invalid-option' })
  expect(upstream.seen).toEqual([])
})

test('knows what it has revoked, and nothing else', async () => {
  const { provider } = await providerFor((response, request) => {
    answerWith(request.path?.includes('/ben/') || request.body.includes('ben') ? 500 : 204, {})(response, request)
  })
  await provider.revoke('ann')
  await expect(provider.revoke('ben')).rejects.toThrow()
  expect(provider.isRevoked('ann')).toBe(true)
  expect(provider.isRevoked('ben')).toBe(false)
})

test('forgets what it has revoked when no credential can live that long', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 })
  const { provider } = await providerFor(answerWith(204, ''))
  await provider.revoke('ann')
  vi.setSystemTime(172_800_000 - 1)
  await provider.revoke('ben')
  expect(provider.isRevoked('ann')).toBe(true)
  vi.setSystemTime(172_800_000)
  await provider.revoke('cat')
  expect([provider.isRevoked('ann'), provider.isRevoked('ben')]).toEqual([false, true])
})

test('the older generate is asked where the option endpoint says so', async () => {
  const { baseUrl, seen, close } = await startUpstream(answerWith(201, objectForm))
  onTestFinished(close)
  const provider = cloudflareTurn({ keyId, keySecret, baseUrl, endpoint: 'generate' })
  const { iceServers } = await provider.generate({ ttl: 600, user: 'ann' })
  expect(seen[0]?.path).toBe('/v1/turn/keys/key-id/credentials/generate')
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ ttl: 600, customIdentifier: 'ann' })
  expect(urlsOf(iceServers)).toEqual(usableUrls)
})

test('names a user by a hash keyed with the secret of the key', async () => {
  const hash = await cloudflareTurn({ keyId, keySecret }).hashUser('ann')
  expect(hash).toMatch(/^u[0-9a-f]{32}$/)
  expect(await cloudflareTurn({ keyId: 'another', keySecret }).hashUser('ann')).toBe(hash)
  expect(await cloudflareTurn({ keyId, keySecret: 'another' }).hashUser('ann')).not.toBe(hash)
})
