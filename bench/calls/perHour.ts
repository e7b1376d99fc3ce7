import { refreshAge } from '../../packages/core/src/schedule/refreshTime.ts'
import type { WayName } from './page/arm.ts'

const HOUR = 3600
/** How many draws stand for all. */
const DRAWS = 1000

/** What a call costs in an hour, computed. */
export interface PerHour {
  /** Of both sides together. */
  requests: number
  /** How long nothing arrives, in seconds. */
  silence: number
}

/**
 * Freshice asks by its own schedule. Who reconnects asks twice in each life and the outage after it. Times in seconds;
 * the outage is the one that was measured, because a browser notices as late whatever the credential's life was.
 */
export function perHour(way: WayName, { ttl, outage }: { ttl: number; outage: number }): PerHour {
  if (way === 'nothing') return { requests: 0, silence: HOUR - Math.min(ttl, HOUR) }
  if (way === 'freshice') return { requests: (2 * HOUR) / meanRefreshAge(ttl), silence: 0 }
  const cycles = HOUR / (ttl + outage)
  return { requests: 2 * cycles, silence: outage * cycles }
}

function meanRefreshAge(ttl: number): number {
  const ages = Array.from({ length: DRAWS }, (_, draw) => refreshAge(ttl * 1000, (draw + 0.5) / DRAWS))
  return ages.reduce((sum, age) => sum + age, 0) / DRAWS / 1000
}
