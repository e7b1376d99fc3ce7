import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Emulator, type Lifetimes, startEmulator } from '@freshice/emulator'
import { cloudflareTurn, createIceHandler, type TurnProvider } from '@freshice/server'
import { serve } from '@hono/node-server'
import { build } from 'esbuild'
import { Hono } from 'hono'
import { signalling } from './signalling.ts'

/** Everything a call needs, on loopback: the TURN server, the credential endpoint, and the page. */
export interface House {
  /** Where the pages are: `call`, `mesh` and so on, each with the script of that name in `page/`. */
  url: string
  emulator: Emulator
  /** The TURN users that opened an allocation, in order of their first one. */
  users(): string[]
  /** How many allocations the server ended because their credential had expired. */
  expired(): number
  /** Ends a credential before its time. */
  revoke(username: string): Promise<void>
  close(): Promise<void>
}

export interface HouseOptions {
  /** The life of a credential, in seconds. */
  ttl: number
  /** Added to the way of each relayed packet, in milliseconds. @default 0 */
  relayDelay?: number | undefined
  /** How long what the TURN server keeps lives. @default those of RFC 8656 */
  lifetimes?: Partial<Lifetimes> | undefined
  /** Who makes the credentials. @default the emulator */
  provider?: TurnProvider | undefined
}

/** Starts a TURN server that ends allocations when their credential expires, and an endpoint that gives out short ones. */
export async function startHouse({ ttl, relayDelay = 0, lifetimes, provider }: HouseOptions): Promise<House> {
  const emulator = await startEmulator({ lifetimes })
  emulator.faults.relayDelay = relayDelay
  const users = new Set<string>()
  let expired = 0
  emulator.events.addEventListener('allocated', ({ detail }) => users.add(detail.username))
  emulator.events.addEventListener('dropped', ({ detail }) => {
    if (detail.why === 'expired') expired += 1
  })

  const turn = cloudflareTurn(emulator)
  const handler = createIceHandler({
    provider: provider ?? turn,
    // Each side of the call is a user of its own.
    authorize: (request) => ({ user: new URL(request.url).searchParams.get('side') ?? 'both' }),
    ttl,
  })
  const app = new Hono()
    .get('/api/ice-servers', (c) => handler(c.req.raw))
    .route('/signal', signalling())
    .get('/:script{.+\\.js}', async (c) => {
      const script = await bundle(c.req.param('script').replace(/js$/, 'ts'))
      return c.body(script, 200, { 'content-type': 'text/javascript' })
    })
    .get('/:page', (c) => {
      const page = c.req.param('page')
      return c.html(`<!doctype html><title>${page}</title><script type="module" src="/${page}.js"></script>`)
    })
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started))
  })
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}/`,
    emulator,
    users: () => [...users],
    expired: () => expired,
    revoke: async (username) => turn.revoke?.(username),
    async close() {
      const closed = new Promise<unknown>((resolve) => server.close(resolve))
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
      await emulator.close()
    },
  }
}

async function bundle(script: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`page/${script}`, import.meta.url))],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['@freshice/source'],
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
