// What the blocks of code in READMEs and docs name without declaring it, because every app has its own. Each is as narrow
// as the blocks need it. Not part of any other program.

/** A signalling channel. */
declare const signalling: {
  send(message: {
    description?: RTCSessionDescriptionInit | null
    candidate?: RTCIceCandidateInit | null
    restartIce?: true
  }): void
  request(what: string, options: { signal: AbortSignal }): Promise<unknown>
}
declare const socket: WebSocket

/** Who is signed in, in the page. */
declare const user: { id: string }
declare function token(): string
declare function getToken(): Promise<string>

/** Who is signed in, on the server. */
declare function findSession(request: Request): Promise<{ userId: string } | undefined>
declare const session: { userId: string }

/** Parts of the page. */
declare const button: HTMLButtonElement
declare const stream: MediaStream
declare const pc: RTCPeerConnection
declare const client: import('@freshice/core').IceClient
declare function Call(): import('react').ReactElement

/** Both sides of a call have a name, and one of them is polite. */
declare const id: string
declare const otherId: string
declare const polite: boolean

/** What the endpoint is made of. */
declare const provider: import('@freshice/server').TurnProvider
declare const authorize: import('@freshice/server').Authorize
declare const reuse: import('@freshice/server').ReuseStorage
declare const ratelimit: import('@upstash/ratelimit').Ratelimit
/** The bindings of a Worker. */
declare const env: {
  TURN_KEY_ID: string
  TURN_KEY_SECRET: string
  CREDENTIALS: import('@cloudflare/workers-types').KVNamespace
  LIMITER: import('@cloudflare/workers-types').RateLimit
}
declare const emulator: import('@freshice/emulator').Emulator

/** Components of the app. */
declare module '*.vue' {
  const component: import('vue').Component
  export default component
}

/** What Nuxt imports by itself, and what can be imported by name as well. */
declare const defineNuxtPlugin: typeof import('#imports').defineNuxtPlugin
declare const defineNuxtConfig: typeof import('#imports').defineNuxtConfig
declare const useState: typeof import('#imports').useState
declare const useRequestFetch: typeof import('#imports').useRequestFetch
declare module '#imports' {
  export function defineNuxtPlugin(setup: (app: { vueApp: import('vue').App }) => void | Promise<void>): unknown
  export function defineNuxtConfig(config: { imports?: { presets?: { from: string; imports: string[] }[] } }): unknown
  export function useState<T>(key: string): import('vue').Ref<T>
  export function useRequestFetch(): (url: string) => Promise<unknown>
}
declare module 'h3' {
  interface H3Event {
    readonly method: string
  }
  export function defineEventHandler(handler: (event: H3Event) => Promise<Response>): unknown
  export function toWebRequest(event: H3Event): Request
}
interface ImportMeta {
  /** Nuxt's: whether this is the server's code. */
  readonly server: boolean
}

/** As Next has it. */
declare module 'next/headers' {
  export function headers(): Promise<Headers>
}
