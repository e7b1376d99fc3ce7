import { createStorage } from 'unstorage'
import { type AppEnv, createApp } from './app.ts'
import { limit } from './limit.ts'
import { rateCounter } from './rateCounter.ts'

declare const Bun: {
  serve(options: { hostname: string; port: number; fetch: (request: Request) => Promise<Response> }): { url: URL }
}

const env = process.env as unknown as AppEnv
const fetch = createApp({ env, reuse: createStorage(), rateLimit: rateCounter(limit) })
const { url } = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch })
console.log(String(url))
