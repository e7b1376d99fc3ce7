import { TurnProviderError } from '../errors.ts'

/** Somebody who may have a credential. */
export interface Authorized {
  /** Tells users apart: the same one each time for the same person, not empty. Others see it as a hash, unless `plainUserIds` says plain. */
  user: string
}

/** Tells who asks, or `null` when they may not have a credential. What it throws is answered with 500. */
export type Authorize = (request: Request) => Authorized | null | Promise<Authorized | null>

/** Asks `authorize` and returns the user's id, or `null` for a stranger. Throws what it throws, or TurnProviderError `invalid-option` when its result is neither. */
export async function authorizedUser(authorize: Authorize, request: Request): Promise<string | null> {
  const authorized: unknown = await authorize(request)
  if (authorized === null) return null
  const user = (authorized as Partial<Authorized> | undefined)?.user
  if (typeof user === 'string' && user !== '') return user
  throw new TurnProviderError(
    'invalid-option',
    'authorize must return { user }, with a non-empty string that names the user, or null to refuse. No credential was made.',
  )
}
