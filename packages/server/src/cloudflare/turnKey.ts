import { TurnProviderError } from '../errors.ts'

/** A TURN key as Cloudflare tells it. Cloudflare promises none of these members, so each may be missing. */
export interface TurnKey {
  /** Its id: `keyId` of `cloudflareTurn`. */
  uid?: string
  name?: string
  /** When it was made, in ISO 8601. */
  created?: string
  /** When it was last changed, in ISO 8601. */
  modified?: string
}

/** A TURN key that was just made. */
export interface CreatedTurnKey extends TurnKey {
  /** Its id: `keyId` of `cloudflareTurn`. */
  uid: string
  /** Its secret: `keySecret` of `cloudflareTurn`. Told only once. */
  key: string
}

const members = ['uid', 'name', 'created', 'modified'] as const

/** Reads one key; a secret in it is left out. Throws TurnProviderError `invalid-answer`. */
export function readTurnKey(result: unknown, what: string): TurnKey {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) throw invalid(what, 'a TURN key')
  const key: TurnKey = {}
  for (const member of members) {
    const value = (result as Record<string, unknown>)[member]
    if (typeof value === 'string') key[member] = value
  }
  return key
}

/** Reads a list of keys. Throws TurnProviderError `invalid-answer`. */
export function readTurnKeys(result: unknown, what: string): TurnKey[] {
  if (!Array.isArray(result)) throw invalid(what, 'a list of TURN keys')
  return result.map((key) => readTurnKey(key, what))
}

/** Reads a key with its secret. Throws TurnProviderError `invalid-answer`. */
export function readCreatedTurnKey(result: unknown, what: string): CreatedTurnKey {
  const { uid, ...rest } = readTurnKey(result, what)
  const { key } = result as { key?: unknown }
  if (uid === undefined || typeof key !== 'string' || key === '') throw invalid(what, 'the id and secret of a new key')
  return { uid, ...rest, key }
}

function invalid(what: string, wanted: string): TurnProviderError {
  return new TurnProviderError('invalid-answer', `${what} answered without ${wanted}. Is accountBaseUrl right?`)
}
