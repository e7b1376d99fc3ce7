const SECOND = 1000
const HOUR = 3600 * SECOND

/**
 * The age, in milliseconds, at which a credential of this lifetime is to be renewed: drawn once for each credential, so
 * that a fleet does not ask in step. 20 to 40 % of the life, and half of a short one, is left for retries and for moving calls.
 */
export function refreshAge(lifetime: number, random: number): number {
  if (lifetime === Infinity) return lifetime
  const lead = Math.min(Math.max(0.2 * lifetime, 30 * SECOND), lifetime / 2)
  const latest = Math.min(lifetime - lead, 24 * HOUR)
  return Math.max(latest * (0.75 + 0.25 * random), refreshGap(lifetime))
}

/** The least time between two automatic refreshes that succeed, in milliseconds: tiny lifetimes must cause no storm. */
export function refreshGap(lifetime: number): number {
  return Math.min(Math.max(lifetime / 10, 5 * SECOND), 60 * SECOND)
}
