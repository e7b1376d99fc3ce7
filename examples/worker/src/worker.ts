import { type Authorize, cloudflareTurn, createIceHandler } from '@freshice/server'
import { isSameText } from './isSameText.ts'

export interface Env {
  /** Id of the TURN key: no secret, in wrangler.jsonc. */
  TURN_KEY_ID: string
  /** Secret of the TURN key: `wrangler secret put TURN_KEY_SECRET`. */
  TURN_KEY_SECRET: string
  /** What your app sends as its bearer token: `wrangler secret put APP_TOKEN`. */
  APP_TOKEN: string
  /** Where the credential API answers, when it is not Cloudflare's own: for an emulator. */
  TURN_BASE_URL?: string
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    if (new URL(request.url).pathname !== '/api/ice-servers') return new Response('Not found', { status: 404 })

    // Made for each request because a Worker gets its environment with the request; making one is cheap.
    const handler = createIceHandler({
      provider: cloudflareTurn({
        keyId: env.TURN_KEY_ID,
        keySecret: env.TURN_KEY_SECRET,
        baseUrl: env.TURN_BASE_URL,
      }),
      authorize: bearerOf(env.APP_TOKEN),
      onError: (error) => console.error(error),
    })
    return handler(request)
  },
}

/**
 * This is the place for your own session check: look up who sent the request and return them, or null.
 * One token for the whole app is where to start, not where to stay: whoever has it can use your relay at your cost.
 */
function bearerOf(token: string): Authorize {
  return async (request) => {
    if (!token) throw new Error('APP_TOKEN is not set. Run: wrangler secret put APP_TOKEN')
    const sent = request.headers.get('Authorization') ?? ''
    return (await isSameText(sent, `Bearer ${token}`)) ? { user: 'app' } : null
  }
}
