import type { KVNamespace, RateLimit } from '@cloudflare/workers-types'

/** What wrangler.jsonc and the secrets give the Worker. */
export interface Env {
  /** Id of the TURN key: no secret, in wrangler.jsonc. */
  TURN_KEY_ID: string
  /** Secret of the TURN key: `wrangler secret put TURN_KEY_SECRET`. */
  TURN_KEY_SECRET: string
  /** Where the credential API answers, when it is not Cloudflare's own: for an emulator. */
  TURN_BASE_URL?: string
  /** Where your sign-in service publishes the keys that it signs tokens with. */
  JWKS_URL: string
  /** Who makes the tokens: their `iss`. */
  JWT_ISSUER: string
  /** Whom the tokens are for: their `aud`. */
  JWT_AUDIENCE: string
  /** The origins of your app, separated by spaces, when it is not served by this Worker's own. */
  APP_ORIGINS?: string
  /** Keeps credentials, to hand users the same one again. */
  CREDENTIALS: KVNamespace
  /** Counts the requests of each user. */
  LIMITER: RateLimit
}

const needed = ['JWKS_URL', 'JWT_ISSUER', 'JWT_AUDIENCE'] as const

/** Throws an Error that names every variable that is missing. What the TURN key needs is checked by `cloudflareTurn`. */
export function checkEnv(env: Env): void {
  const missing = needed.filter((name) => !env[name])
  if (missing.length > 0) throw new Error(`Set ${missing.join(', ')} in wrangler.jsonc, then deploy again.`)
}
