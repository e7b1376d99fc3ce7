import { checkTtl } from './checkTtl.ts'
import { TurnProviderError } from './errors.ts'
import { type Authorize, authorizedUser } from './handler/authorizedUser.ts'
import { errorResponse, failureResponse } from './handler/errorResponse.ts'
import { jsonResponse } from './handler/jsonResponse.ts'
import type { IceServersAnswer, TurnProvider } from './turnProvider.ts'

export interface IceHandlerOptions {
  /** Who makes the credentials: `cloudflareTurn(…)` or any object with `generate`. */
  provider: TurnProvider
  /** Decides who may have a credential, for each request, before the provider is asked. `null` answers 401. */
  authorize: Authorize
  /**
   * Life of a credential, in whole seconds: 1 to 172800.
   * @default 3600
   */
  ttl?: number | undefined
  /**
   * Told why a request was answered with 5xx; the answer itself does not say. It is not waited for, and what it throws is dropped.
   * A request that its client gave up is not told.
   * @default nobody is told
   */
  onError?: ((error: unknown, request: Request) => void) | undefined
}

const methods = ['GET', 'HEAD', 'POST']

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
  const { provider, authorize, ttl = 3600, onError } = options
  checkFunction(authorize, 'authorize, a function that decides who may have a credential. A TURN relay costs money')
  checkFunction(provider?.generate, 'provider, an object with a generate function, as cloudflareTurn() makes one')
  checkTtl(ttl, 'createIceHandler')

  return async (request) => {
    checkRequest(request)
    const response = await respond(request)
    return request.method === 'HEAD' ? new Response(null, response) : response
  }

  async function respond(request: Request): Promise<Response> {
    if (!methods.includes(request.method)) {
      return errorResponse('method-not-allowed', { Allow: methods.join(', ') })
    }
    try {
      const user = await authorizedUser(authorize, request)
      if (user === null) return errorResponse('unauthorized')
      if (request.method === 'HEAD') return jsonResponse(200, null)
      const answer = checkAnswer(await provider.generate({ ttl, user, signal: request.signal }))
      // One by one: a provider's other members are not for the client.
      return jsonResponse(200, { iceServers: answer.iceServers, ttl: answer.ttl, expiresAt: answer.expiresAt })
    } catch (error) {
      if (!isGivenUp(error, request)) report(error, request)
      return failureResponse(error)
    }
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

function checkAnswer(answer: IceServersAnswer): IceServersAnswer {
  if (Array.isArray(answer?.iceServers) && answer.ttl > 0) return answer
  throw new TurnProviderError('invalid-answer', 'The provider must resolve with { iceServers, ttl, expiresAt }.')
}

function isGivenUp(error: unknown, request: Request): boolean {
  return request.signal.aborted && error instanceof TurnProviderError && error.code === 'aborted'
}

function checkFunction(value: unknown, what: string): void {
  if (typeof value === 'function') return
  throw new TurnProviderError('invalid-option', `createIceHandler needs the option ${what}.`)
}
