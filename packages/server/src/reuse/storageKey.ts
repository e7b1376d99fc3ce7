/**
 * Names a user in the storage: by the provider's own hash where it can make one, so that what an old secret signed is not
 * found under a new one. Never by the plain id: drivers take `/` and `:` for the same, so that two users would meet.
 */
export async function storageKey(user: string, hash: string | undefined): Promise<string> {
  return `freshice:${hash ?? (await sha256(user))}`
}

async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
