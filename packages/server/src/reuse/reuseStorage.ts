/**
 * Where credentials are kept to hand them out again: what is used of unstorage's `Storage`, so that any of its drivers
 * does. Values are plain JSON; `ttl` is in seconds, for drivers that forget by themselves.
 */
export interface ReuseStorage {
  getItem(key: string): Promise<unknown>
  setItem(key: string, value: StoredCredential, options: { ttl: number }): Promise<void>
  removeItem(key: string): Promise<void>
}

/** What is kept for a user. */
export type StoredCredential = {
  /** The answer to hand out again; `null` once it has been revoked. */
  answer: StoredAnswer | null
  /** The `ttl` that was asked for, in seconds: under another one the answer is not handed out. */
  ttl: number
  /** The credentials of this user that may still live, the last one included. */
  living: LivingCredential[]
}

/** The answer as the client got it. */
export type StoredAnswer = {
  iceServers: { urls: string | string[]; username?: string; credential?: string }[]
  ttl: number
  expiresAt: string
}

export type LivingCredential = {
  username: string
  /** In milliseconds since the epoch. */
  expiresAt: number
}
