import { createStorage } from 'unstorage'
import { type AppEnv, createApp } from './app.ts'
import { limit } from './limit.ts'
import { rateCounter } from './rateCounter.ts'

interface ServeOptions {
  hostname: string
  port: number
  onListen: (address: { port: number }) => void
}

declare const Deno: {
  env: { toObject(): Record<string, string> }
  serve(options: ServeOptions, handler: (request: Request) => Promise<Response>): unknown
}

const env = Deno.env.toObject() as unknown as AppEnv
const app = createApp({ env, reuse: createStorage(), rateLimit: rateCounter(limit) })
const onListen = ({ port }: { port: number }) => console.log(`http://127.0.0.1:${port}/`)
Deno.serve({ hostname: '127.0.0.1', port: 0, onListen }, app)
