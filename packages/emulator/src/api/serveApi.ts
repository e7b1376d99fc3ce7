import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'

export interface ApiServer {
  readonly port: number
  close(): Promise<void>
}

/** Serves over HTTP; port 0 is any free one. Rejects when the port cannot be had. */
export async function serveApi({ app, host, port }: { app: Hono; host: string; port: number }): Promise<ApiServer> {
  // The process belongs to the tests that run in it: leave its global Request and Response alone.
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }))
  server.listen(port, host)
  await once(server, 'listening')
  server.on('error', () => {})

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
