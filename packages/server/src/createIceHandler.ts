import { TurnProviderError } from './errors.ts'
import { authorizedUser } from './handler/authorizedUser.ts'
import { checkIceHandlerOptions } from './handler/checkIceHandlerOptions.ts'
import { corsHeaders, originList, preflightHeaders } from './handler/cors.ts'
import { errorReply, failureReply, retryAfterHeader } from './handler/errorReply.ts'
import { generateInTime } from './handler/generateInTime.ts'
import { isForeign } from './handler/isForeign.ts'
import { checkRate } from './handler/rateLimit.ts'
import { type Reply, toResponse } from './handler/reply.ts'
import type { IceHandlerOptions } from './iceHandlerOptions.ts'
import { reuseCredentials } from './reuse/reuseCredentials.ts'
import { storageKey } from './reuse/storageKey.ts'
import type { IceServersAnswer } from './turnProvider.ts'

const methods = ['GET', 'HEAD', 'POST']
const allow = { Allow: [...methods, 'OPTIONS'].join(', ') }

/**
 * Makes the credential endpoint: a function from `Request` to `Response` for any server that speaks the Fetch API.
 * It answers GET and POST with `{ iceServers, ttl, expiresAt }`; HEAD checks who asks and makes no credential.
 * The function it returns rejects only what is no Request, with a TypeError.
 *
 * Throws TurnProviderError `invalid-option` or `invalid-ttl`.
 *
 * @example
 * const handler = createIceHandler({
 *   provider: cloudflareTurn({ keyId, keySecret }),
 *   authorize: async (request) => {
 *     const session = await findSession(request)
 *     return session ? { user: session.userId } : null
 *   },
 * })
 */
export function createIceHandler(options: IceHandlerOptions): (request: Request) => Promise<Response> {
  const { provider, authorize, ttl = 3600, timeout = 4000, rateLimit, plainUserIds, keepPort53, onError } = options
  checkIceHandlerOptions({ ...options, ttl, timeout })
  const isListed = originList(options.cors)
  const reuse = options.reuse && reuseCredentials({ provider, storage: options.reuse, timeout })

  return async (request) => {
    checkRequest(request)
    try {
      const origin = request.headers.get('Origin') ?? undefined
      const isReadable = origin !== undefined && isListed(origin)
      const reply = request.method === 'OPTIONS' ? preflight(request, isReadable) : await answer(request, isReadable)
      return toResponse(reply, corsHeaders(isReadable ? origin : undefined), request.method)
    } catch (error) {
      // The decision of cors.origins failed.
      report(error, request)
      return toResponse(errorReply('internal'), corsHeaders(undefined), request.method)
    }
  }

  function preflight(request: Request, isReadable: boolean): Reply {
    const isPreflight = request.headers.has('Origin') && request.headers.has('Access-Control-Request-Method')
    if (isPreflight && !isReadable) return errorReply('forbidden-origin')
    const headers = isPreflight ? preflightHeaders(request, methods) : {}
    return { status: 204, body: undefined, headers: { ...allow, ...headers } }
  }

  async function answer(request: Request, isReadable: boolean): Promise<Reply> {
    if (!methods.includes(request.method)) return errorReply('method-not-allowed', allow)
    if (!isReadable && isForeign(request)) return errorReply('forbidden-origin')
    try {
      const user = await authorizedUser(authorize, request)
      if (user === null) return errorReply('unauthorized')
      if (request.method === 'HEAD') return { status: 200, body: undefined, headers: {} }
      const rate = rateLimit && (await checkRate(rateLimit, user, request))
      if (rate?.success === false) return errorReply('too-many-requests', retryAfterHeader(rate.retryAfter))
      return { status: 200, body: await obtain(user, request), headers: {} }
    } catch (error) {
      if (!isGivenUp(error, request)) report(error, request)
      return failureReply(error)
    }
  }

  async function obtain(user: string, request: Request): Promise<IceServersAnswer> {
    const hash = await provider.hashUser?.(user)
    const name = plainUserIds ? user : hash
    const make = (signal: AbortSignal) => generateInTime(provider, { ttl, user: name, keepPort53, signal }, timeout)
    if (!reuse) return make(request.signal)
    const key = await storageKey(user, hash)
    // Most requests have no query, and need none read.
    const isFresh = request.url.includes('fresh=1') && new URL(request.url).searchParams.get('fresh') === '1'
    return reuse({ key, ttl, isFresh, signal: request.signal, make, report: (error) => report(error, request) })
  }

  async function report(error: unknown, request: Request): Promise<void> {
    try {
      await onError?.(error, request)
    } catch {
      // A broken log must not cost the client its answer, nor Node its process.
    }
  }
}

/** Express and Node have requests of their own. */
function checkRequest(request: Request): void {
  if (typeof request?.headers?.get === 'function') return
  throw new TypeError(
    'The ICE handler takes a Fetch API Request. In Node and Express use an adapter: @hono/node-server.',
  )
}

function isGivenUp(error: unknown, request: Request): boolean {
  return request.signal.aborted && error instanceof TurnProviderError && error.code === 'aborted'
}
