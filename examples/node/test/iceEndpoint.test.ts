import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { serve } from '@hono/node-server'
import { expect, onTestFinished, test } from 'vitest'
import { bearerOf } from '../src/bearerOf.ts'
import { createIceEndpoint, type IceEndpointOptions } from '../src/iceEndpoint.ts'

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
  const url = await startEndpoint({ ...key, baseUrl, ttl: 30, authorize: bearerOf('token') })
  return { url, bodies }
}

const signedIn = { Authorization: 'Bearer token' }

test('answers over HTTP with ICE servers, the ttl asked for and the expiry', async () => {
  const { url, bodies } = await setUp()
  const response = await fetch(url, { headers: signedIn })
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(await response.json()).toEqual({ iceServers: [turn], ttl: 30, expiresAt: expect.any(String) })
  expect(bodies.map((body) => JSON.parse(body))).toEqual([{ ttl: 30, customIdentifier: expect.stringMatching(/^u/) }])
})

test.each([undefined, 'Bearer toke', 'Bearer tokens', 'token'])(
  'a request with the Authorization header %j is refused, and the upstream is not asked',
  async (authorization) => {
    const { url, bodies } = await setUp()
    const headers: Record<string, string> = authorization === undefined ? {} : { Authorization: authorization }
    const response = await fetch(url, { headers })
    expect(response.status).toBe(401)
    expect(bodies).toEqual([])
  },
)

test('HEAD has no body and makes no credential', async () => {
  const { url, bodies } = await setUp()
  const response = await fetch(url, { method: 'HEAD', headers: signedIn })
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toBe('application/json')
  expect(bodies).toEqual([])
})

test('another method is 405, another path 404', async () => {
  const { url } = await setUp()
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
  const url = await startEndpoint({ ...key, baseUrl, authorize: () => ({ user: 'ann' }) })
  await expect(fetch(url, { signal: controller.signal })).rejects.toThrow()
  await cutOff
})
