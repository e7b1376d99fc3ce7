import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { withResolvers } from './withResolvers.ts'

/** A request as the upstream saw it. */
export interface SeenRequest {
  method: string | undefined
  path: string | undefined
  headers: IncomingHttpHeaders
  body: string
}

export type Respond = (response: ServerResponse, request: SeenRequest) => void

export interface Upstream {
  baseUrl: string
  seen: SeenRequest[]
  /** Resolves when the connection of a request has been closed before its answer. */
  cutOff: Promise<void>
  close(): void
}

/** A true HTTP server on a free port of this machine that answers as it is told. */
export async function startUpstream(respond: Respond): Promise<Upstream> {
  const seen: SeenRequest[] = []
  const { promise: cutOff, resolve: tellCutOff } = withResolvers()
  const server = createServer((request, response) => {
    response.on('close', () => response.writableFinished || tellCutOff())
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const { method, url, headers } = request
      seen.push({ method, path: url, headers, body })
      respond(response, { method, path: url, headers, body })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, cutOff, close }
}

/** Answers every request the same. */
export function answerWith(status: number, body: unknown, headers: Record<string, string> = {}): Respond {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
    response.end(status === 204 ? undefined : text)
  }
}
