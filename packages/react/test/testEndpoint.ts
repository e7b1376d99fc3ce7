import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A credential endpoint on a free port: every answer has a user of its own, `user-1`, `user-2` and so on. */
export async function testEndpoint() {
  const endpoint = {
    url: '',
    requests: 0,
    status: 200,
    /** In seconds. */
    ttl: 600,
    /** The user of every answer, so that all lists are equal. */
    username: undefined as string | undefined,
    /** What answers wait for. */
    held: undefined as Promise<void> | undefined,
    close,
  }
  const server = createServer(async (request, response) => {
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
    response.setHeader('access-control-allow-credentials', 'true')
    response.setHeader('content-type', 'application/json')
    if (request.method === 'OPTIONS') {
      response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '')
      return response.end()
    }
    endpoint.requests += 1
    const { status, ttl, username = `user-${endpoint.requests}` } = endpoint
    await endpoint.held
    response.statusCode = status
    const iceServers = [{ urls: ['turn:127.0.0.1:3478'], username, credential: 'secret' }]
    response.end(JSON.stringify(status === 200 ? { iceServers, ttl } : {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endpoint.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ice-servers`

  /** Lets answers wait. Returns the end of that. */
  function hold(): () => void {
    let release = () => {}
    endpoint.held = new Promise((resolve) => {
      release = resolve
    })
    return release
  }

  async function close() {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return Object.assign(endpoint, { hold })
}
