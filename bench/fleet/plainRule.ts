import type { Rule } from './rule.ts'

/** What one writes in an hour: at 80 % of the life, again every 5 s or right after Retry-After, and at each `online`. */
export const plainRule: Rule = {
  refreshAge: (lifetime) => 0.8 * lifetime,
  retryDelay: ({ retryAfter }) => Math.max(5000, retryAfter),
  offlineWait: () => 0,
  onlineDelay: () => 0,
}
