import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { startEmulator } from '@freshice/emulator'
import { cloudflareTurn, createIceHandler } from '@freshice/server'
import { serve } from '@hono/node-server'
import { build } from 'esbuild'
import { Hono } from 'hono'
import { PeerServer } from 'peer'

/** What the recipes need, on loopback: a strict TURN server, a credential endpoint, a PeerServer, and pages. */
export interface Recipes {
  url: string
  /** Whether a TURN user has opened an allocation. */
  isUser(username: string): boolean
  close(): Promise<void>
}

export async function startRecipes({ ttl }: { /** In seconds. */ ttl: number }): Promise<Recipes> {
  const emulator = await startEmulator()
  const users = new Set<string>()
  emulator.events.addEventListener('allocated', ({ detail }) => users.add(detail.username))

  const authorize = (request: Request) => ({ user: new URL(request.url).searchParams.get('side') ?? 'nobody' })
  const provider = cloudflareTurn(emulator)
  const short = createIceHandler({ provider, authorize, ttl })
  const long = createIceHandler({ provider, authorize, ttl: 3600 })
  const peerServer = await new Promise<Server>((resolve) => {
    PeerServer({ host: '127.0.0.1', port: 0 }, (server) => resolve(server as Server))
  })
  const { port: peerServerPort } = peerServer.address() as AddressInfo

  const app = new Hono()
    .get('/', (c) => c.html('<!doctype html><title>recipes</title>'))
    .get('/api/ice-servers', (c) => short(c.req.raw))
    .get('/api/long-ice-servers', (c) => long(c.req.raw))
    .get('/api/peer-server-port', (c) => c.json(peerServerPort))
    .get('/recipe/:name', (c) =>
      c.html(
        `<!doctype html><title>recipe</title><script type="module" src="/script/${c.req.param('name')}"></script>`,
      ),
    )
    .get('/script/:name', async (c) =>
      c.body(await bundle(c.req.param('name')), 200, { 'content-type': 'text/javascript' }),
    )
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started))
  })
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}/`,
    isUser: (username) => users.has(username),
    async close() {
      await Promise.all([closed(server as Server), closed(peerServer), emulator.close()])
    },
  }
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`page/${name}.ts`, import.meta.url))],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['@freshice/source'],
    // The other build wants Node's modules.
    alias: { 'simple-peer': createRequire(import.meta.url).resolve('simple-peer/simplepeer.min.js') },
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
