import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createStorage } from 'unstorage'
import { type AppEnv, createApp } from './app.ts'
import { handlerSuite, type Platform } from './handlerSuite.ts'
import { limit } from './limit.ts'
import { rateCounter } from './rateCounter.ts'

type Fetch = (request: Request) => Response | Promise<Response>

async function startServer(fetch: Fetch): Promise<Platform> {
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started))
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}

const appFor = (env: AppEnv) => createApp({ env, reuse: createStorage(), rateLimit: rateCounter(limit) })

handlerSuite('Node', (env) => startServer(appFor(env)))

handlerSuite('Node, mounted in Hono', (env) => {
  const app = appFor(env)
  return startServer(new Hono().all('*', (context) => app(context.req.raw)).fetch)
})
