import { serve } from '@hono/node-server'
import { bearerOf } from './bearerOf.ts'
import { createIceEndpoint } from './iceEndpoint.ts'
import { readEnvironment } from './readEnvironment.ts'

try {
  const { appToken, port, ...options } = readEnvironment(process.env)
  const { fetch } = createIceEndpoint({ ...options, authorize: bearerOf(appToken) })
  serve({ fetch, port, hostname: '127.0.0.1' }, ({ port }) => {
    console.log(`ICE servers at http://127.0.0.1:${port}/api/ice-servers`)
  })
} catch (error) {
  // What is missing, in a sentence; a stack would only hide it.
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
