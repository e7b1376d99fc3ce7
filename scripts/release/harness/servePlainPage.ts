import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { proxy } from 'hono/proxy'

export interface PlainPageOptions {
  /** Where the page is. */
  page: string
  /** Where the packages are installed. */
  project: string
  /** Where `/api` goes. */
  api: string
}

/** Serves files as they are, as any web server does, with an endpoint on the same origin. */
export async function servePlainPage(options: PlainPageOptions): Promise<{ url: string; close: () => void }> {
  const app = new Hono()
    .all('/api/*', (c) => proxy(new URL(c.req.path, options.api), c.req.raw))
    .get('/node_modules/*', serveStatic({ root: options.project }))
    .get('/*', serveStatic({ root: options.page }))
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started))
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
    },
  }
}
