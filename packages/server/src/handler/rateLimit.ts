import { TurnProviderError } from '../errors.ts'

export interface RateLimitResult {
  /** Whether the request may go on. */
  success: boolean
  /** When it is worth asking again, in milliseconds from now: told to the client as Retry-After. */
  retryAfter?: number | undefined
}

/**
 * Counts a request of this user, as `authorize` named them, and says whether it is one too many. Fits Cloudflare's
 * rate limiting binding, `(user) => env.LIMITER.limit({ key: user })`, and Upstash's `(user) => ratelimit.limit(user)`.
 */
export type RateLimit = (user: string, request: Request) => RateLimitResult | Promise<RateLimitResult>

/** Asks `rateLimit`. Throws what it throws, or TurnProviderError `invalid-option` when its result is none. */
export async function checkRate(rateLimit: RateLimit, user: string, request: Request): Promise<RateLimitResult> {
  const result = await rateLimit(user, request)
  if (typeof result?.success === 'boolean') return result
  throw new TurnProviderError('invalid-option', 'rateLimit must return { success: boolean }. No credential was made.')
}
