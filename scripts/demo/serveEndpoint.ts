import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'

type Fetch = Parameters<typeof serve>[0]['fetch']

export interface ServedEndpoint {
  url: string
  close: () => Promise<void>
}

/** Serves the endpoint on this port, or on any free one where it is taken. Rejects when neither can be had. */
export async function serveEndpoint(fetch: Fetch, { port }: { port: number }): Promise<ServedEndpoint> {
  try {
    return await listen(fetch, port)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return listen(fetch, 0)
  }
}

function listen(fetch: Fetch, port: number): Promise<ServedEndpoint> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch, port, hostname: '127.0.0.1' }, ({ port }: AddressInfo) => {
      resolve({ url: `http://127.0.0.1:${port}`, close: () => close(server) })
    })
    server.once('error', reject)
  })
}

async function close(server: ServerType): Promise<void> {
  if ('closeAllConnections' in server) server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
