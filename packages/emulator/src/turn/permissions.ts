/** Which peer addresses one allocation may exchange packets with. */
export interface Permissions {
  /** False when there are too many. */
  permit(address: string, now: number): boolean
  isPermitted(address: string, now: number): boolean
  list(now: number): { address: string; expiresAt: number }[]
}

const maxPermissions = 1000

export function createPermissions({ life }: { life: number }): Permissions {
  const ends = new Map<string, number>()

  return {
    permit(address, now) {
      if (!ends.has(address) && ends.size >= maxPermissions) forgetEnded(ends, now)
      if (!ends.has(address) && ends.size >= maxPermissions) return false
      ends.set(address, now + life)
      return true
    },
    isPermitted: (address, now) => now < (ends.get(address) ?? 0),
    list(now) {
      forgetEnded(ends, now)
      return [...ends].map(([address, expiresAt]) => ({ address, expiresAt }))
    },
  }
}

function forgetEnded(ends: Map<string, number>, now: number): void {
  for (const [address, end] of ends) if (end <= now) ends.delete(address)
}
