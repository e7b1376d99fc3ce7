import type { RateLimit } from '@freshice/server'

/** Lets each user in so many times: what platforms without a binding of their own use here. */
export function rateCounter(limit: number): RateLimit {
  const counts = new Map<string, number>()
  return (user) => {
    const count = (counts.get(user) ?? 0) + 1
    counts.set(user, count)
    return { success: count <= limit }
  }
}
