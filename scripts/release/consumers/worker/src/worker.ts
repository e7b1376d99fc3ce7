import { cloudflareTurn, createIceHandler } from '@freshice/server'

interface Env {
  TURN_KEY_ID: string
  TURN_KEY_SECRET: string
  TURN_BASE_URL: string
  ICE_TTL: string
}

export default {
  fetch(request: Request, env: Env) {
    const handler = createIceHandler({
      provider: cloudflareTurn({ keyId: env.TURN_KEY_ID, keySecret: env.TURN_KEY_SECRET, baseUrl: env.TURN_BASE_URL }),
      authorize: () => ({ user: 'demo' }),
      ttl: Number(env.ICE_TTL),
      onError: (error) => console.error(error),
    })
    return handler(request)
  },
}
