import type { JwtOptions } from './authorizeJwt.ts'

export interface Environment {
  jwt: JwtOptions
  /** In seconds. */
  ttl: number | undefined
  origins: string[]
  port: number
}

/** Reads what the endpoint needs from the environment, besides its provider. Throws an Error that names every variable that is missing. */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const { JWKS_URL = '', JWT_ISSUER = '', JWT_AUDIENCE = '', TURN_TTL, APP_ORIGINS = '', PORT } = variables
  const missing = Object.entries({ JWKS_URL, JWT_ISSUER, JWT_AUDIENCE }).flatMap(([name, value]) => (value ? [] : name))
  if (missing.length > 0) throw new Error(`Set ${missing.join(', ')} in the environment, then start again.`)
  if (!URL.canParse(JWKS_URL)) throw new Error('JWKS_URL must be a full URL.')

  const port = Number(PORT || 8787)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT must be a number from 0 to 65535.')

  return {
    jwt: { jwksUrl: JWKS_URL, issuer: JWT_ISSUER, audience: JWT_AUDIENCE },
    ttl: TURN_TTL ? Number(TURN_TTL) : undefined,
    origins: APP_ORIGINS.split(/\s+/).filter(Boolean),
    port,
  }
}
