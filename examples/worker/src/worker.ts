import { cloudflareTurn, createIceHandler } from '@freshice/server'
import { createStorage } from 'unstorage'
import cloudflareKV from 'unstorage/drivers/cloudflare-kv-binding'
import { authorizeJwt } from './authorizeJwt.ts'
import { checkEnv, type Env } from './env.ts'

type Handler = (request: Request) => Promise<Response>

// Made once for each isolate: it keeps the keys of the sign-in service, and requests of one user at the same time meet.
let handler: Handler | undefined

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    if (new URL(request.url).pathname !== '/api/ice-servers') return new Response('Not found', { status: 404 })
    try {
      handler ??= createHandler(env)
    } catch (error) {
      // What is missing, for the log; strangers need not know.
      console.error(error)
      return new Response('Not set up', { status: 500 })
    }
    return handler(request)
  },
}

function createHandler(env: Env): Handler {
  checkEnv(env)
  return createIceHandler({
    provider: cloudflareTurn({ keyId: env.TURN_KEY_ID, keySecret: env.TURN_KEY_SECRET, baseUrl: env.TURN_BASE_URL }),
    authorize: authorizeJwt(env),
    cors: { origins: env.APP_ORIGINS?.split(' ').filter(Boolean) ?? [] },
    rateLimit: (user) => env.LIMITER.limit({ key: user }),
    reuse: createStorage({ driver: cloudflareKV({ binding: env.CREDENTIALS }) }),
    onError: (error) => console.error(error),
  })
}
