import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createIceClient, type IceClientOptions, type IceServersError } from '../src/index.ts'
import { createPlatform } from '../src/platform.ts'
import { endpoint } from '../src/source/endpoint.ts'

let server: Server | undefined
const wire = {
  iceServers: [{ urls: ['turn:127.0.0.1:3478'], username: 'u', credential: 'hush' }],
  ttl: 60,
  expiresAt: '2030-01-01T00:00:00.000Z',
}

async function serve(answer: RequestListener, path = '/ice'): Promise<string> {
  server = createServer(answer)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
}

/** The error of one try against an endpoint that answers so. */
async function failure(answer: RequestListener, options?: IceClientOptions, path?: string): Promise<IceServersError> {
  const client = createIceClient(await serve(answer, path), options)
  return client.refresh().then(
    () => expect.fail('it did not fail'),
    (error) => error,
  )
}

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

test.each([
  ['/ice', '/ice?fresh=1'],
  ['/ice?room=1', '/ice?room=1&fresh=1'],
  ['/ice#here', '/ice?fresh=1'],
])('asks %s for a credential that is none it has handed out before as %s, after a refusal', async (path, asked) => {
  const seen: unknown[] = []
  const url = await serve((request, response) => response.end(seen.push(request.url) && JSON.stringify(wire)), path)
  const answer = { signal: new AbortController().signal, reason: 'refused' as const }
  await endpoint(url, {}, createPlatform())(answer)
  await endpoint(url, {}, createPlatform())({ ...answer, reason: 'retry' })
  expect(seen).toEqual([asked, path.replace('#here', '')])
})

test('reads the wire of a freshice server', async () => {
  const client = createIceClient(await serve((_, response) => response.end(JSON.stringify(wire))))
  expect(await client.getIceServers()).toEqual(wire.iceServers)
  const { expiresAt, updatedAt } = client.getState()
  expect((expiresAt ?? 0) - (updatedAt ?? 0)).toBe(60_000)
})

test('sends the method, the body and headers evaluated for each try', async () => {
  const seen: unknown[] = []
  const url = await serve(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    seen.push([request.method, request.headers.authorization, body])
    response.end(JSON.stringify(wire))
  })
  let token = 0
  const headers = async () => {
    token += 1
    return { authorization: `Bearer ${token}` }
  }
  const client = createIceClient(new URL(url), { method: 'POST', body: 'hello', headers })
  await client.refresh()
  await client.refresh()
  expect(seen).toEqual([
    ['POST', 'Bearer 1', 'hello'],
    ['POST', 'Bearer 2', 'hello'],
  ])
})

test('after a 401 the headers are asked for again, and the request is made once more', async () => {
  const seen: unknown[] = []
  const url = await serve((request, response) => {
    seen.push(request.headers.authorization)
    response.writeHead(request.headers.authorization === 'Bearer 2' ? 200 : 401).end(JSON.stringify(wire))
  })
  let token = 0
  const headers = () => {
    token += 1
    return { authorization: `Bearer ${token}` }
  }
  expect(await createIceClient(url, { headers }).refresh()).toEqual(wire.iceServers)
  expect(seen).toEqual(['Bearer 1', 'Bearer 2'])
})

test('a 401 with headers that are no function is asked once', async () => {
  let asked = 0
  const error = await failure((_, response) => {
    asked += 1
    response.writeHead(401).end()
  })
  expect(error.code).toBe('unauthorized')
  expect(asked).toBe(1)
})

describe('an endpoint that fails', () => {
  test.each([
    [500, 'http'],
    [503, 'http'],
    [404, 'http'],
    [401, 'unauthorized'],
    [403, 'unauthorized'],
  ])('with status %i is an error of code %s that names it', async (status, code) => {
    const error = await failure((_, response) => response.writeHead(status).end('secret=hush'))
    expect(error).toMatchObject({ code, status })
    expect(error.message).toContain(String(status))
    expect(error.message).not.toContain('hush')
  })

  test.each([
    ['an HTML page', '<!doctype html><p>Please sign in', 'an HTML page'],
    ['nothing', '', 'empty'],
    ['broken JSON', '{"iceServers":[{"urls":"turn:t","credential":"hush"', 'a text'],
    ['another object', '{"token":"hush"}', 'token'],
    ['a number', '42', 'a number'],
    ['an error object', '{"error":"quota"}', 'error object'],
    [
      'a TURN server without a credential',
      '{"iceServers":[{"urls":"turn:t","username":"u"}]}',
      'iceServers[0].urls has an unusable credential',
    ],
    ['a ttl of zero', '{"iceServers":[{"urls":"stun:s"}],"ttl":0}', 'ttl'],
  ])('with %s is an invalid answer, said in under 200 characters', async (_, body, words) => {
    const error = await failure((_request, response) => response.end(body))
    expect(error.code).toBe('invalid-answer')
    expect(error.message).toContain(words)
    expect(error.message).not.toContain('hush')
    expect(error.message.length).toBeLessThan(200)
  })

  test('with an answer that is none is named', async () => {
    const error = await failure((_, response) => response.end('<html>'), {}, '/wrong?token=hush')
    expect(error.message).toMatch(/^The answer of GET http:\/\/127\.0\.0\.1:\d+\/wrong is an HTML page/)
  })

  test("with a freshice server's error tells its code", async () => {
    const body = JSON.stringify({ error: { code: 'misconfigured', message: 'hush' } })
    const error = await failure((_, response) => response.writeHead(500).end(body))
    expect(error.message).toMatch(/answered 500 \(misconfigured\)\.$/)
  })

  test('with more than a million characters is not read', async () => {
    const body = JSON.stringify(wire) + ' '.repeat(1_000_000)
    const error = await failure((_, response) => response.end(body))
    expect(error).toMatchObject({ code: 'invalid-answer', message: expect.stringContaining('a text') })
  })

  test('with a Retry-After that cannot be read tells no retryAt', async () => {
    const error = await failure((_, response) => response.writeHead(503, { 'retry-after': 'soon' }).end())
    expect(error).toMatchObject({ status: 503, retryAt: undefined })
  })

  test('by breaking off is a network error', async () => {
    const error = await failure((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"ice')
      setTimeout(() => response.destroy(), 5)
    })
    expect(error).toMatchObject({ code: 'network' })
  })

  test('by hanging is a timeout', async () => {
    expect(await failure(() => {}, { timeout: 50 })).toMatchObject({ code: 'timeout' })
  })

  test('is named without its query, which may hold a token', async () => {
    const error = await failure((_, response) => response.writeHead(500).end(), {}, '/ice?token=hush')
    expect(error.message).toMatch(/GET http:\/\/127\.0\.0\.1:\d+\/ice answered 500/)
  })

  test('is named without a login', async () => {
    const client = createIceClient('http://bob:hush@127.0.0.1:9/ice')
    const error: IceServersError = await client.refresh().catch((cause) => cause)
    expect(error.message).toBe('GET http://127.0.0.1:9/ice could not be reached; see the cause.')
  })

  test.each([
    ['seconds', '120', 120_000],
    ['a date against the server clock', 'Tue, 01 Jan 2030 00:01:00 GMT', 60_000],
    ['more than an hour', '86400', 3_600_000],
  ])('tells retryAt by Retry-After in %s', async (_, value, expected) => {
    const error = await failure((_request, response) => {
      response.writeHead(429, { 'retry-after': value, date: 'Tue, 01 Jan 2030 00:00:00 GMT' }).end()
    })
    expect((error.retryAt ?? 0) - Date.now()).toBeGreaterThan(expected - 2000)
    expect((error.retryAt ?? 0) - Date.now()).toBeLessThanOrEqual(expected)
  })
})
