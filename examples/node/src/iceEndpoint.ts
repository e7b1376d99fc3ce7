import { type Authorize, createIceHandler, type ReuseStorage, type TurnProvider } from '@freshice/server'
import { Hono } from 'hono'

export interface IceEndpointOptions {
  /** Who makes the credentials: `coturn(…)`, `cloudflareTurn(…)`. */
  provider: TurnProvider
  /** Your session check: who sent this request, or null for a stranger. */
  authorize: Authorize
  /**
   * Life of a credential, in whole seconds: 1 to 172800.
   * @default 3600
   */
  ttl?: number | undefined
  /**
   * The origins of your app, when it is not served from this one.
   * @default none
   */
  origins?: string[] | undefined
  /**
   * Keeps credentials, to hand users the same one again.
   * @default a new one for each request
   */
  reuse?: ReuseStorage | undefined
}

/** A Hono app with the credential endpoint at /api/ice-servers. Throws TurnProviderError when an option cannot work. */
export function createIceEndpoint({ origins = [], ...options }: IceEndpointOptions): Hono {
  const handler = createIceHandler({ ...options, cors: { origins }, onError: (error) => console.error(error) })
  const app = new Hono()
  // All methods: the handler itself answers those it does not know.
  app.all('/api/ice-servers', (context) => handler(context.req.raw))
  return app
}
