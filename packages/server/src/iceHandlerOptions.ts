import type { Authorize } from './handler/authorizedUser.ts'
import type { CorsOptions } from './handler/cors.ts'
import type { RateLimit } from './handler/rateLimit.ts'
import type { ReuseStorage } from './reuse/reuseStorage.ts'
import type { TurnProvider } from './turnProvider.ts'

export interface IceHandlerOptions {
  /** Who makes the credentials: `cloudflareTurn(…)`, `coturn(…)` or any object with `generate`. */
  provider: TurnProvider
  /** Decides who may have a credential, for each request, before anything is made or looked up. `null` answers 401. */
  authorize: Authorize
  /**
   * Life of a credential, in whole seconds: 1 to 172800.
   * @default 3600
   */
  ttl?: number | undefined
  /**
   * Whose pages may ask besides those of the endpoint's own origin. Pages of any other origin are refused with 403
   * before a credential is made.
   * @default the endpoint's own origin alone
   */
  cors?: CorsOptions | undefined
  /**
   * Says no when a user asks too often, which answers 429. Asked after `authorize`, for GET and POST.
   * @default no limit
   */
  rateLimit?: RateLimit | undefined
  /**
   * Where credentials are kept, to hand the same user the same one again while more than two thirds of its life is left
   * and make only one for requests that come at the same time. A request with `fresh=1` in its query gets a new one:
   * the client was refused with the old one. Takes a `Storage` of unstorage.
   * @default each request gets a new credential
   */
  reuse?: ReuseStorage | undefined
  /**
   * Pass the ids of users to the provider as they are, to be read in usernames and analytics.
   * @default false: they are hashed with the provider's secret
   */
  plainUserIds?: boolean | undefined
  /**
   * Keep URLs on port 53, for native clients. Browsers cannot use them: in Chromium gathering hangs on them.
   * @default false
   */
  keepPort53?: boolean | undefined
  /**
   * How long one attempt of the provider may take, in milliseconds. One that takes longer, is not answered or fails
   * with 5xx is repeated once; twice this should be less than what clients wait.
   * @default 4000
   */
  timeout?: number | undefined
  /**
   * Told why a request was answered with 5xx, which the answer itself does not say, and what went wrong with the
   * storage. It is not waited for, and what it throws is dropped. A request that its client gave up is not told.
   * @default nobody is told
   */
  onError?: ((error: unknown, request: Request) => void) | undefined
}
