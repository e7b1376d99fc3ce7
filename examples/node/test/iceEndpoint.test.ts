import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { cloudflareTurn } from '@freshice/server'
import { serve } from '@hono/node-server'
import { expect, onTestFinished, test } from 'vitest'
import { authorizeJwt } from '../src/authorizeJwt.ts'
import { createIceEndpoint, type IceEndpointOptions } from '../src/iceEndpoint.ts'
import { audience, issuer, startSignIn } from './signIn.ts'

const key = { keyId: 'key-id', keySecret: 'key-secret' }
const turn = { urls: ['turn:turn.example:3478'], username: 'name', credential: 'password' }

async function startUpstream(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function startEndpoint(options: IceEndpointOptions): Promise<string> {
  const { fetch } = createIceEndpoint(options)
  const port = await new Promise<number>((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, (address) => resolve(address.port))
    onTestFinished(() => {
      server.close()
    })
  })
  return `http://127.0.0.1:${port}/api/ice-servers`
}

/** The endpoint as main.ts sets it up, and the bodies that its upstream was sent. */
async function setUp() {
  const bodies: string[] = []
  const baseUrl = await startUpstream(async (request, response) => {
    bodies.push(await text(request))
    response.writeHead(201, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ iceServers: [turn] }))
  })
  const signIn = await startSignIn()
  onTestFinished(signIn.close)
  const authorize = authorizeJwt({ jwksUrl: signIn.jwksUrl, issuer, audience })
  const provider = cloudflareTurn({ ...key, baseUrl })
  const url = await startEndpoint({ provider, ttl: 30, origins: ['https://app.example'], authorize })
  const signedIn = { Authorization: `Bearer ${await signIn.token()}` }
  return { url, bodies, signIn, signedIn }
}

test('answers over HTTP with ICE servers, the ttl asked for and the expiry', async () => {
  const { url, bodies, signedIn } = await setUp()
  const response = await fetch(url, { headers: signedIn })
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(await response.json()).toEqual({ iceServers: [turn], ttl: 30, expiresAt: expect.any(String) })
  expect(bodies.map((body) => JSON.parse(body))).toEqual([{ ttl: 30, customIdentifier: expect.stringMatching(/^u/) }])
})

test.each(['expired', 'forged', 'other audience', 'garbage', 'none'])(
  'a request with a token that is %s is refused, and the upstream is not asked',
  async (fault) => {
    const { url, bodies, signIn } = await setUp()
    const tokens: Record<string, () => Promise<string>> = {
      expired: () => signIn.token({}, { expires: '-1s' }),
      forged: () => signIn.token({}, { isForged: true }),
      'other audience': () => signIn.token({ aud: 'mail' }),
      garbage: async () => 'garbage',
    }
    const token = await tokens[fault]?.()
    const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` }
    expect((await fetch(url, { headers })).status).toBe(401)
    expect(bodies).toEqual([])
  },
)

test('a page of the app may ask, of another origin not', async () => {
  const { url, bodies, signedIn } = await setUp()
  const allowed = await fetch(url, { headers: { ...signedIn, Origin: 'https://app.example' } })
  expect(allowed.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example')
  const refused = await fetch(url, { headers: { ...signedIn, Origin: 'https://evil.example' } })
  expect(refused.status).toBe(403)
  expect(bodies).toHaveLength(1)
})

test('HEAD has no body and makes no credential', async () => {
  const { url, bodies, signedIn } = await setUp()
  const response = await fetch(url, { method: 'HEAD', headers: signedIn })
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toBe('application/json')
  expect(bodies).toEqual([])
})

test('another method is 405, another path 404', async () => {
  const { url, signedIn } = await setUp()
  const deleted = await fetch(url, { method: 'DELETE', headers: signedIn })
  expect(deleted.status).toBe(405)
  expect(deleted.headers.get('Allow')).toBe('GET, HEAD, POST, OPTIONS')
  expect((await fetch(new URL('/', url), { headers: signedIn })).status).toBe(404)
})

test('a client that leaves ends the request to the upstream', async () => {
  const controller = new AbortController()
  let tellCutOff = () => {}
  const cutOff = new Promise<void>((resolve) => {
    tellCutOff = resolve
  })
  const baseUrl = await startUpstream((_request, response) => {
    response.on('close', tellCutOff)
    controller.abort()
  })
  const url = await startEndpoint({ provider: cloudflareTurn({ ...key, baseUrl }), authorize: () => ({ user: 'ann' }) })
  await expect(fetch(url, { signal: controller.signal })).rejects.toThrow()
  await cutOff
})
