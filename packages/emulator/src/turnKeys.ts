import { randomBytes } from 'node:crypto'

/** A TURN key: what credentials are issued for, and the secret that may issue them. */
export interface TurnKey {
  readonly id: string
  readonly secret: string
  readonly name: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number
}

/** The TURN keys of the emulated account. */
export interface TurnKeys {
  /** In the order of their making. */
  list(): TurnKey[]
  get(id: string): TurnKey | undefined
  /** With a random id and secret; `undefined` when the account has as many as it may have. */
  create(name: string): TurnKey | undefined
  rename(id: string, name: string): TurnKey | undefined
  /** Returns what is gone. */
  delete(id: string): TurnKey | undefined
}

/** As many as a Cloudflare account may have. */
const maxKeys = 1000

export function createTurnKeys(): TurnKeys {
  // A Map, because a plain object would find `constructor` and `__proto__`.
  const keys = new Map<string, TurnKey>()

  return {
    list: () => [...keys.values()],
    get: (id) => keys.get(id),
    create(name) {
      if (keys.size >= maxKeys) return undefined
      const now = Date.now()
      const key: TurnKey = {
        id: randomBytes(16).toString('hex'),
        secret: randomBytes(32).toString('hex'),
        name,
        createdAt: now,
        modifiedAt: now,
      }
      keys.set(key.id, key)
      return key
    },
    rename(id, name) {
      const key = keys.get(id)
      if (!key) return undefined
      const renamed = { ...key, name, modifiedAt: Date.now() }
      keys.set(id, renamed)
      return renamed
    },
    delete(id) {
      const key = keys.get(id)
      keys.delete(id)
      return key
    },
  }
}
