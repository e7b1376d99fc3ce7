import { hmacSigner } from './hmacSigner.ts'

/** In bytes: 128 bits, so that no two users meet. */
const length = 16
/** How many hashes are kept: signing is most of the work of a request that makes nothing. */
const mostKept = 10_000
/** In characters. Longer ids, which nobody has, are hashed each time, so that what is kept stays small. */
const longestKept = 200

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
  const kept = new Map<string, string>()

  return async (user) => {
    const known = kept.get(user)
    if (known !== undefined) return known
    // The prefix keeps this apart from all else that is signed with the secret.
    const hash = (await sign(`freshice user\n${user}`)).slice(0, length)
    const name = `u${Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
    if (user.length <= longestKept) keep(user, name)
    return name
  }

  function keep(user: string, name: string): void {
    // A Map knows which came first.
    for (const oldest of kept.keys()) {
      if (kept.size < mostKept) break
      kept.delete(oldest)
    }
    kept.set(user, name)
  }
}
