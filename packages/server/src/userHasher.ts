import { hmacSigner } from './hmacSigner.ts'

/** In bytes: 128 bits, so that no two users meet. */
const length = 16

/**
 * Makes the `hashUser` of a provider: a function that names a user by a keyed hash (HMAC-SHA-256), the same one each
 * time. Without the secret nobody can tell who it is, nor try out who it might be.
 * The name is the letter `u` and 32 hex digits, so that TURN servers cannot take it for a timestamp.
 *
 * @example
 * const provider = { hashUser: userHasher(secret), generate }
 */
export function userHasher(secret: string): (user: string) => Promise<string> {
  const sign = hmacSigner('SHA-256', secret)
  return async (user) => {
    // The prefix keeps this apart from all else that is signed with the secret.
    const hash = (await sign(`freshice user\n${user}`)).slice(0, length)
    return `u${Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
  }
}
