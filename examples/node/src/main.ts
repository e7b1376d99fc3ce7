import { serve } from '@hono/node-server'
import { createStorage } from 'unstorage'
import lruCache from 'unstorage/drivers/lru-cache'
import { authorizeJwt } from './authorizeJwt.ts'
import { createIceEndpoint } from './iceEndpoint.ts'
import { providerOf } from './providerOf.ts'
import { readEnvironment } from './readEnvironment.ts'

try {
  const { jwt, port, ...options } = readEnvironment(process.env)
  const { fetch } = createIceEndpoint({
    ...options,
    provider: providerOf(process.env),
    authorize: authorizeJwt(jwt),
    // In memory: good for one process. More of them share Redis or another driver of unstorage.
    reuse: createStorage({ driver: lruCache({ max: 10_000 }) }),
  })
  serve({ fetch, port, hostname: '127.0.0.1' }, ({ port }) => {
    console.log(`ICE servers at http://127.0.0.1:${port}/api/ice-servers`)
  })
} catch (error) {
  // What is missing, in a sentence; a stack would only hide it.
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
