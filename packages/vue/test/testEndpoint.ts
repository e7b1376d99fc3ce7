import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A credential endpoint on a free port: every answer has a user of its own, `user-1`, `user-2` and so on. */
export async function testEndpoint() {
  const endpoint = { url: '', requests: 0, status: 200, close }
  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
    response.setHeader('access-control-allow-credentials', 'true')
    response.setHeader('content-type', 'application/json')
    if (request.method === 'OPTIONS') {
      response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '')
      return response.end()
    }
    endpoint.requests += 1
    response.statusCode = endpoint.status
    const username = `user-${endpoint.requests}`
    const iceServers = [{ urls: ['turn:127.0.0.1:3478'], username, credential: 'secret' }]
    response.end(JSON.stringify(endpoint.status === 200 ? { iceServers, ttl: 600 } : {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endpoint.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ice-servers`

  async function close() {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return endpoint
}
