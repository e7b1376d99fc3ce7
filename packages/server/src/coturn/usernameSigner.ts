import { hmacSigner } from '../hmacSigner.ts'

/**
 * Makes a function that signs usernames with HMAC-SHA1: it returns the credential, in base64.
 * The usernames of one user are the same for a second, so each is signed once in it: handing a text to Web Crypto and back
 * is most of the work of a request.
 */
export function usernameSigner(secret: string): (username: string, now: number) => Promise<string> {
  const sign = hmacSigner('SHA-1', secret)
  const signed = new Map<string, string>()
  let second = 0

  return async (username, now) => {
    const current = Math.floor(now / 1000)
    if (current !== second) signed.clear()
    second = current
    // The text, not the promise of it: a Worker must not wait for what another request does.
    const known = signed.get(username)
    if (known !== undefined) return known
    const credential = base64(await sign(username))
    signed.set(username, credential)
    return credential
  }
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
