import { type Authorize, cloudflareTurn, createIceHandler } from '@freshice/server'
import { Hono } from 'hono'

export interface IceEndpointOptions {
  /** Id of the TURN key. */
  keyId: string
  /** Secret of the TURN key. */
  keySecret: string
  /**
   * Where the credential API answers.
   * @default Cloudflare's own
   */
  baseUrl?: string | undefined
  /**
   * Life of a credential, in whole seconds: 1 to 172800.
   * @default 3600
   */
  ttl?: number | undefined
  /** Your session check: who sent this request, or null for a stranger. */
  authorize: Authorize
}

/** A Hono app with the credential endpoint at /api/ice-servers. Throws TurnProviderError when an option cannot work. */
export function createIceEndpoint({ ttl, authorize, ...key }: IceEndpointOptions): Hono {
  const handler = createIceHandler({
    provider: cloudflareTurn(key),
    authorize,
    ttl,
    onError: (error) => console.error(error),
  })
  const app = new Hono()
  // All methods: the handler itself answers those it does not know.
  app.all('/api/ice-servers', (context) => handler(context.req.raw))
  return app
}
