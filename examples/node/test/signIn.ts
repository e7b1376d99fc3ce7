import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

export interface SignIn {
  /** Where the public keys are. */
  jwksUrl: string
  /** Makes a token that is good, but for what is given. */
  token(claims?: JWTPayload, options?: TokenOptions): Promise<string>
  /** How often the keys were asked for. */
  asked(): number
  close(): void
}

export interface TokenOptions {
  /** @default in an hour */
  expires?: string | undefined
  /** Sign with a key that is not published. */
  isForged?: boolean | undefined
}

export const issuer = 'https://sign-in.example/'
export const audience = 'calls'

/** A sign-in service on loopback that signs tokens and publishes its keys. */
export async function startSignIn(): Promise<SignIn> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const forged = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'ES256' }
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ keys: [jwk] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    token(claims = {}, { expires = '1h', isForged = false } = {}) {
      const token = new SignJWT({ iss: issuer, aud: audience, sub: 'ann', ...claims })
      const signed = token.setProtectedHeader({ alg: 'ES256', kid: 'key-1' }).setIssuedAt()
      if (expires !== '') signed.setExpirationTime(expires)
      return signed.sign(isForged ? forged.privateKey : privateKey)
    },
    asked: () => asked,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
