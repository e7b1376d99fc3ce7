import { coturn, createIceHandler } from '@freshice/server'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const handler = createIceHandler({
  provider: coturn({ urls: process.env.TURN_URLS ?? '', secret: process.env.TURN_SECRET ?? '' }),
  authorize: () => ({ user: 'demo' }),
  ttl: Number(process.env.ICE_TTL),
  onError: (error) => console.error(error),
})

const app = new Hono()
app.all('/api/ice-servers', (context) => handler(context.req.raw))
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' }, ({ port }) => {
  console.log(`ICE servers at http://127.0.0.1:${port}/api/ice-servers`)
})
