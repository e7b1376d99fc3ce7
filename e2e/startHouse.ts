import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Emulator, startEmulator } from '@freshice/emulator'
import { cloudflareTurn, createIceHandler } from '@freshice/server'
import { serve } from '@hono/node-server'
import { build } from 'esbuild'
import { Hono } from 'hono'

/** Everything a call needs, on loopback: the TURN server, the credential endpoint, and the page. */
export interface House {
  /** The page with the call in it. */
  url: string
  emulator: Emulator
  /** The TURN users that opened an allocation, in order of their first one. */
  users(): string[]
  /** How many allocations the server ended because their credential had expired. */
  expired(): number
  close(): Promise<void>
}

/** Starts a TURN server that ends allocations when their credential expires, and an endpoint that gives out short ones. */
export async function startHouse({ ttl }: { /** In seconds. */ ttl: number }): Promise<House> {
  const emulator = await startEmulator()
  const users = new Set<string>()
  let expired = 0
  emulator.events.addEventListener('allocated', ({ detail }) => users.add(detail.username))
  emulator.events.addEventListener('dropped', ({ detail }) => {
    if (detail.why === 'expired') expired += 1
  })

  const script = await bundle('page/call.ts')
  const ticker = await bundle('page/ticker.ts')
  const handler = createIceHandler({
    provider: cloudflareTurn(emulator),
    // Each side of the call is a user of its own.
    authorize: (request) => ({ user: new URL(request.url).searchParams.get('side') ?? 'both' }),
    ttl,
  })
  const app = new Hono()
    .get('/', (c) => c.html('<!doctype html><title>call</title><script type="module" src="/call.js"></script>'))
    .get('/call.js', (c) => c.body(script, 200, { 'content-type': 'text/javascript' }))
    .get('/ticker.js', (c) => c.body(ticker, 200, { 'content-type': 'text/javascript' }))
    .get('/api/ice-servers', (c) => handler(c.req.raw))
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started))
  })
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}/`,
    emulator,
    users: () => [...users],
    expired: () => expired,
    async close() {
      const closed = new Promise<unknown>((resolve) => server.close(resolve))
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
      await emulator.close()
    },
  }
}

async function bundle(path: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(path, import.meta.url))],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['@freshice/source'],
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
