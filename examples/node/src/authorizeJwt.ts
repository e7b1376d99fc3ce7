import type { Authorize } from '@freshice/server'
import { createRemoteJWKSet, errors, jwtVerify } from 'jose'

export interface JwtOptions {
  /** Where your sign-in service publishes the keys that it signs tokens with. */
  jwksUrl: string
  /** Who makes the tokens: their `iss`. */
  issuer: string
  /** Whom the tokens are for: their `aud`. */
  audience: string
}

/** What jose throws when the token is at fault, and not the service that publishes the keys. */
const faultsOfTokens = [
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
]

/**
 * Lets in whoever sends a token of your sign-in service as `Authorization: Bearer …`: signed with one of its keys, from
 * it, for this app, not expired. The user is the token's `sub`. The keys are fetched once and kept.
 */
export function authorizeJwt({ jwksUrl, issuer, audience }: JwtOptions): Authorize {
  const keys = createRemoteJWKSet(new URL(jwksUrl))

  return async (request) => {
    const token = /^Bearer +(\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1]
    if (!token) return null
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience, requiredClaims: ['sub', 'exp'] })
      return payload.sub ? { user: payload.sub } : null
    } catch (error) {
      if (faultsOfTokens.some((fault) => error instanceof fault)) return null
      // The keys could not be had: the handler answers 500, and onError is told.
      throw error
    }
  }
}
