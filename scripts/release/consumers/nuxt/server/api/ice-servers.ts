import { cloudflareTurn, createIceHandler } from '@freshice/server'

const { turnKeyId, turnKeySecret, turnBaseUrl, iceTtl } = useRuntimeConfig()

const handler = createIceHandler({
  provider: cloudflareTurn({ keyId: turnKeyId, keySecret: turnKeySecret, baseUrl: turnBaseUrl || undefined }),
  authorize: () => ({ user: 'demo' }),
  ttl: Number(iceTtl),
  onError: (error) => console.error(error),
})

export default defineEventHandler((event) => handler(toWebRequest(event)))
