import { cloudflareTurn, createIceHandler } from '@freshice/server'

let handler: ReturnType<typeof createIceHandler> | undefined

/** The credential endpoint. Made for the first request, as a build has no secrets. */
export function iceHandler(request: Request): Promise<Response> {
  handler ??= createIceHandler({
    provider: cloudflareTurn({
      keyId: process.env.TURN_KEY_ID ?? '',
      keySecret: process.env.TURN_KEY_SECRET ?? '',
      baseUrl: process.env.TURN_BASE_URL,
    }),
    authorize: () => ({ user: 'demo' }),
    ttl: Number(process.env.ICE_TTL),
    onError: (error) => console.error(error),
  })
  return handler(request)
}
