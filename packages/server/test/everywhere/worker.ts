import type { KVNamespace, RateLimit } from '@cloudflare/workers-types'
import { createStorage } from 'unstorage'
import cloudflareKV from 'unstorage/drivers/cloudflare-kv-binding'
import { type AppEnv, createApp } from './app.ts'

interface Env extends AppEnv {
  CREDENTIALS: KVNamespace
  LIMITER: RateLimit
}

let app: ReturnType<typeof createApp> | undefined

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    // Once for each isolate, so that requests of one user meet.
    app ??= createApp({
      env,
      reuse: createStorage({ driver: cloudflareKV({ binding: env.CREDENTIALS }) }),
      rateLimit: (user) => env.LIMITER.limit({ key: user }),
    })
    return app(request)
  },
}
