import {
  cloudflareTurn,
  coturn,
  createIceHandler,
  type IceHandlerOptions,
  type RateLimit,
  type ReuseStorage,
} from '@freshice/server'

/** What the app takes from its environment, on every platform. */
export interface AppEnv {
  /** Where Cloudflare's API answers. */
  UPSTREAM: string
  TURN_KEY_SECRET: string
  COTURN_SECRET: string
}

export interface AppOptions {
  env: AppEnv
  reuse: ReuseStorage
  rateLimit: RateLimit
}

/** The origin whose pages may ask. */
const origins = ['https://app.example']

/**
 * One app that every platform runs: `/plain`, `/reuse`, `/limited` and `/coturn` are handlers, `/errors` what `onError`
 * was told. The query's `key` is the id of the TURN key, by which the upstream knows how to behave.
 */
export function createApp({ env, reuse, rateLimit }: AppOptions): (request: Request) => Promise<Response> {
  const errors: string[] = []
  // Kept between requests, as in an app: who asks at the same time meets in a handler.
  const handlers = new Map<string, (request: Request) => Promise<Response>>()

  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/errors') return Response.json(errors)
    const name = `${pathname} ${searchParams.get('key')}`
    let handler = handlers.get(name)
    if (!handler) {
      handler = createIceHandler(optionsFor(pathname, searchParams.get('key') ?? 'works'))
      handlers.set(name, handler)
    }
    return handler(request)
  }

  function optionsFor(pathname: string, keyId: string): IceHandlerOptions {
    const cloudflare = cloudflareTurn({ keyId, keySecret: env.TURN_KEY_SECRET, baseUrl: env.UPSTREAM })
    const shared = coturn({ urls: ['turn:turn.example', 'stun:turn.example'], secret: env.COTURN_SECRET })
    return {
      provider: pathname === '/coturn' ? shared : cloudflare,
      authorize,
      ttl: 600,
      // Long, as a busy machine must not count as a silent upstream.
      timeout: keyId === 'silent' ? 300 : 10_000,
      cors: { origins },
      rateLimit: pathname === '/limited' ? rateLimit : undefined,
      reuse: pathname === '/reuse' ? reuse : undefined,
      onError: (error) => errors.push(told(error)),
    }
  }
}

/** The user is whom the bearer names: enough for a test, and for nothing else. */
function authorize(request: Request) {
  const user = /^Bearer (.+)$/.exec(request.headers.get('Authorization') ?? '')?.[1]
  if (user === 'throws') throw new Error('the session store is down')
  return user ? { user: decodeURIComponent(user) } : null
}

/** All that a log could print of an error. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return [error.stack, error.message, JSON.stringify(error), error.cause && told(error.cause)].join('\n')
}
