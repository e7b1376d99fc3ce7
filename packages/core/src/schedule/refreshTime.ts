import { clamp } from './clamp.ts'

/**
 * The age, in milliseconds, at which a credential of this lifetime is to be renewed: drawn once for each credential, so
 * that a fleet does not ask in step. 20 to 40 % of the life, and half of a short one, is left for retries and for moving calls.
 */
export function refreshAge(lifetime: number, random: number): number {
  if (lifetime === Infinity) return lifetime
  const lead = clamp(0.2 * lifetime, 30_000, lifetime / 2)
  const latest = Math.min(lifetime - lead, 86_400_000)
  return Math.max(latest * (0.75 + 0.25 * random), refreshGap(lifetime))
}

/** The least time between two automatic refreshes that succeed, in milliseconds: tiny lifetimes must cause no storm. */
export function refreshGap(lifetime: number): number {
  return clamp(lifetime / 10, 5000, 60_000)
}
