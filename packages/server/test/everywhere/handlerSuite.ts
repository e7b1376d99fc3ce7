import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Upstream } from '../support/startUpstream.ts'
import type { AppEnv } from './app.ts'
import { limit } from './limit.ts'
import { startBehaviours } from './upstream.ts'

export interface Platform {
  /** Where the app answers over HTTP. */
  url: string
  close(): Promise<unknown>
}

const secrets = { TURN_KEY_SECRET: 'planted-key-secret', COTURN_SECRET: 'planted-coturn-secret' }
const origin = 'https://app.example'

/** What the handler has to do wherever it runs: asked over HTTP, it cannot tell. */
export function handlerSuite(name: string, start: (env: AppEnv) => Promise<Platform>): void {
  describe(`the handler in ${name}`, () => {
    let upstream: Upstream
    let platform: Platform
    /** Every answer, as it came. */
    const answers: string[] = []

    beforeAll(async () => {
      upstream = await startBehaviours()
      platform = await start({ UPSTREAM: upstream.baseUrl, ...secrets })
    }, 60_000)

    afterAll(async () => {
      await platform?.close()
      upstream?.close()
    })

    async function ask(path: string, user?: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
      const authorization = user === undefined ? {} : { Authorization: `Bearer ${encodeURIComponent(user)}` }
      const headers = { ...authorization, ...init.headers }
      const response = await fetch(new URL(path, platform.url), { ...init, headers, redirect: 'manual' })
      const text = await response.text()
      answers.push(JSON.stringify([...response.headers]), text)
      const body = text.startsWith('{') ? JSON.parse(text) : undefined
      return { status: response.status, headers: response.headers, text, body }
    }

    const asked = (keyId: string) => upstream.seen.filter(({ path }) => path?.includes(`/${keyId}/`)).length

    test.each(['GET', 'POST'])('%s is answered with servers, ttl and expiry', async (method) => {
      const before = Date.now()
      const { status, headers, body } = await ask('/plain', 'ann', { method })
      expect(status).toBe(200)
      expect(headers.get('Cache-Control')).toBe('no-store')
      expect(headers.get('Content-Type')).toContain('application/json')
      expect(Object.keys(body)).toEqual(['iceServers', 'ttl', 'expiresAt'])
      expect(body.ttl).toBe(600)
      expect(Math.abs(Date.parse(body.expiresAt) - before - 600_000)).toBeLessThan(5_000)
      expect(body.iceServers[1]).toMatchObject({ username: 'upstream-username', credential: 'upstream-credential' })
      expect(JSON.stringify(body)).not.toMatch(/:53[?"]/)
    })

    test('HEAD checks who asks and makes nothing', async () => {
      const before = asked('works')
      expect(await ask('/plain', 'ann', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
      expect(await ask('/plain', undefined, { method: 'HEAD' })).toMatchObject({ status: 401, text: '' })
      expect(asked('works')).toBe(before)
    })

    test('a stranger is refused, and nothing is made', async () => {
      const before = asked('works')
      expect(await ask('/plain')).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } })
      expect(asked('works')).toBe(before)
    })

    test('an authorize that throws is 500', async () => {
      expect(await ask('/plain', 'throws')).toMatchObject({ status: 500, body: { error: { code: 'internal' } } })
    })

    test('another method is 405 with Allow', async () => {
      const { status, headers } = await ask('/plain', 'ann', { method: 'DELETE' })
      expect(status).toBe(405)
      expect(headers.get('Allow')).toBe('GET, HEAD, POST, OPTIONS')
    })

    test('a preflight of a listed origin is answered, without a session', async () => {
      const headers = { Origin: origin, 'Access-Control-Request-Method': 'GET' }
      const answer = await ask('/plain', undefined, { method: 'OPTIONS', headers })
      expect(answer).toMatchObject({ status: 204, text: '' })
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(origin)
    })

    test('a listed origin may read the answer and its times', async () => {
      const { status, headers } = await ask('/plain', 'ann', { headers: { Origin: origin } })
      expect(status).toBe(200)
      expect(headers.get('Access-Control-Allow-Origin')).toBe(origin)
      expect(headers.get('Access-Control-Expose-Headers')).toBe('Date, Age, Retry-After')
    })

    test.each<Record<string, string>>([
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: 'x'.repeat(5_000) },
      { Origin: `${origin}, https://evil.example` },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-origin;x' },
    ])('%.80j is refused before anything is made', async (headers) => {
      const before = asked('works')
      const answer = await ask('/plain', 'ann', { headers })
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'forbidden-origin' } } })
      expect(answer.headers.has('Access-Control-Allow-Origin')).toBe(false)
      expect(asked('works')).toBe(before)
    })

    test('hostile headers change nothing', async () => {
      const headers = {
        'X-Forwarded-Host': 'evil.example',
        'X-HTTP-Method-Override': 'DELETE',
        'Sec-Fetch-Site': 'none',
        Cookie: '__proto__=1; '.repeat(200),
        Range: 'bytes=0-3',
        'If-None-Match': '*',
      }
      expect(await ask('/plain', 'ann', { headers })).toMatchObject({ status: 200, body: { ttl: 600 } })
    })

    test.each([
      ['html', 502, 'upstream', 1],
      ['empty', 502, 'upstream', 1],
      ['shape', 502, 'upstream', 1],
      ['cut', 502, 'upstream', 2],
      ['silent', 504, 'upstream-timeout', 2],
      ['unauthorized', 500, 'misconfigured', 1],
      ['forbidden', 500, 'misconfigured', 1],
      ['unknown', 500, 'misconfigured', 1],
      ['busy', 503, 'rate-limited', 1],
      ['broken', 502, 'upstream', 2],
      ['elsewhere', 502, 'upstream', 1],
    ])('an upstream that is %s is %d %s, after %d attempts', async (key, status, code, attempts) => {
      const answer = await ask(`/plain?key=${key}`, 'ann')
      expect(answer).toMatchObject({ status, body: { error: { code } } })
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
      expect(answer.headers.get('Retry-After')).toBe(key === 'busy' ? '7' : null)
      expect(asked(key)).toBe(attempts)
    })

    test.each(['a:b', 'a/b', 'Zoë 猫', '\u0000', '__proto__', 'x'.repeat(10_000)])(
      'the user %.20j reaches Cloudflare as a hash',
      async (user) => {
        expect((await ask('/plain', user)).status).toBe(200)
        const { customIdentifier } = JSON.parse(upstream.seen.at(-1)?.body ?? '')
        expect(customIdentifier).toMatch(/^u[0-9a-f]{32}$/)
      },
    )

    test('coturn: the username names its end, and Web Crypto signs as Node does', async () => {
      const { status, body } = await ask('/coturn', 'ann')
      expect(status).toBe(200)
      const [stun, { username, credential }] = body.iceServers
      expect(stun).toEqual({ urls: ['stun:turn.example'] })
      expect(username).toMatch(/^\d{10}:u[0-9a-f]{32}$/)
      expect(credential).toBe(createHmac('sha1', secrets.COTURN_SECRET).update(username).digest('base64'))
    })

    test('a user over the limit gets 429, another one does not', async () => {
      const statuses: number[] = []
      for (let count = 0; count <= limit; count++) statuses.push((await ask('/limited', 'limited')).status)
      expect(statuses).toEqual([...Array.from({ length: limit }, () => 200), 429])
      expect((await ask('/limited', 'another')).status).toBe(200)
    })

    test('1,000 requests of one user at the same time ask the upstream once', async () => {
      const before = asked('late')
      const all = await Promise.all(Array.from({ length: 1000 }, () => ask('/reuse?key=late', 'many')))
      expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]))
      expect(asked('late')).toBe(before + 1)
      for (const { body } of all) expect(body.ttl).toBeGreaterThanOrEqual(590)
    }, 30_000)

    test('the same credential comes again, with the time it has left, until a fresh one is asked for', async () => {
      const before = asked('works')
      const first = await ask('/reuse', 'again')
      const second = await ask('/reuse', 'again')
      expect(second.body).toEqual({ ...first.body, ttl: expect.any(Number) })
      expect(second.body.ttl).toBeLessThanOrEqual(600)
      expect(asked('works')).toBe(before + 1)
      expect((await ask('/reuse?fresh=1', 'again')).body.ttl).toBe(600)
      expect(asked('works')).toBe(before + 2)
      await ask('/reuse', 'other')
      expect(asked('works')).toBe(before + 3)
    })

    test('who leaves takes nothing from those who wait with them', async () => {
      const controller = new AbortController()
      const leaving = ask('/reuse?key=late', 'leaver', { signal: controller.signal })
      const before = asked('late')
      await expect.poll(() => asked('late')).toBeGreaterThan(before)
      const staying = [ask('/reuse?key=late', 'leaver'), ask('/reuse?key=late', 'leaver')]
      controller.abort()
      await expect(leaving).rejects.toThrow()
      expect((await Promise.all(staying)).map(({ status }) => status)).toEqual([200, 200])
      expect((await ask('/reuse?key=late', 'leaver')).status).toBe(200)
    }, 30_000)

    test('no answer and no error told has a secret in it', async () => {
      const { text: errors } = await ask('/errors')
      expect(errors).toContain('the session store is down')
      expect(errors).toContain('[secret]')
      for (const secret of [...Object.values(secrets), 'planted']) {
        expect(answers.filter((answer) => answer.includes(secret))).toEqual([])
      }
    })
  })
}
