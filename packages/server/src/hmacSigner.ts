/** Makes a function that signs texts with HMAC. The key is imported once, at the first text: that is most of the work. */
export function hmacSigner(hash: 'SHA-1' | 'SHA-256', secret: string): (text: string) => Promise<Uint8Array> {
  const encoder = new TextEncoder()
  let key: Promise<CryptoKey> | undefined
  return async (text) => {
    key ??= crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash }, false, ['sign'])
    return new Uint8Array(await crypto.subtle.sign('HMAC', await key, encoder.encode(text)))
  }
}
