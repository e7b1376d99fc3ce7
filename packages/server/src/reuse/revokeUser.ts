import { TurnProviderError } from '../errors.ts'
import type { TurnProvider } from '../turnProvider.ts'
import { readStored } from './readStored.ts'
import type { ReuseStorage } from './reuseStorage.ts'
import { storageKey } from './storageKey.ts'

export interface RevokeUserOptions {
  /** The provider that the handler has. */
  provider: TurnProvider
  /** The storage that the handler has as `reuse`. */
  reuse: ReuseStorage
  /** The user's id, as `authorize` returns it. */
  user: string
  /** Ends the work when nobody waits for it any more. */
  signal?: AbortSignal | undefined
}

/**
 * Ends every living credential, of more than 20 the last 20, that a handler with this storage made for the user: for logout. It goes by what the
 * server itself remembers, so that nobody can end the credentials of another by naming them.
 *
 * Rejects with TurnProviderError: `invalid-option` when the provider cannot revoke, else why one could not be ended;
 * the others have been, and the same call tries the rest again.
 *
 * @example
 * await revokeUser({ provider, reuse, user: session.userId })
 */
export async function revokeUser({ provider, reuse, user, signal }: RevokeUserOptions): Promise<void> {
  if (typeof provider?.revoke !== 'function') {
    throw new TurnProviderError(
      'invalid-option',
      'revokeUser needs a provider that can revoke, as cloudflareTurn() can.',
    )
  }
  const key = await storageKey(user, await provider.hashUser?.(user))
  const stored = await readStored(reuse, key)
  const living = (stored?.living ?? []).filter(({ expiresAt }) => expiresAt > Date.now())
  if (!stored || living.length === 0) return reuse.removeItem(key)

  // First of all, so that it is not handed out while it is being revoked.
  const ttl = Math.max(1, Math.ceil((Math.max(...living.map(({ expiresAt }) => expiresAt)) - Date.now()) / 1000))
  await reuse.setItem(key, { ...stored, answer: null, living }, { ttl })
  const errors = await Promise.all(living.map(({ username }) => errorOfRevoking(provider, username, signal)))
  const failed = living.filter((_credential, index) => errors[index] !== undefined)
  if (failed.length === 0) return reuse.removeItem(key)
  await reuse.setItem(key, { ...stored, answer: null, living: failed }, { ttl })
  throw errors.find((error) => error !== undefined)
}

async function errorOfRevoking(provider: TurnProvider, username: string, signal: AbortSignal | undefined) {
  try {
    await provider.revoke?.(username, { signal })
    return undefined
  } catch (error) {
    // The provider knows it no more: there is nothing to end.
    if (error instanceof TurnProviderError && error.status === 404) return undefined
    return error
  }
}
