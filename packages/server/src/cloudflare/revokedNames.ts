/** The longest that a credential can live, in milliseconds: 48 hours. */
const longest = 172_800_000

export interface RevokedNames {
  add(username: string, now: number): void
  has(username: string): boolean
}

/** Remembers which usernames were revoked, for as long as their credentials could have lived. */
export function revokedNames(): RevokedNames {
  const revokedAt = new Map<string, number>()
  return {
    add(username, now) {
      // In the order they came, so that the old ones are first.
      for (const [name, time] of revokedAt) {
        if (now - time < longest) break
        revokedAt.delete(name)
      }
      revokedAt.set(username, now)
    },
    has: (username) => revokedAt.has(username),
  }
}
