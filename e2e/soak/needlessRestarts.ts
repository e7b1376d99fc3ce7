import type { Side, SideEvent } from './page/soak.ts'

/**
 * How many restarts were asked for by a side that ran on its newest credential: it had applied none since it was made, or
 * the last that it had applied is the one it has moved to. Compared by their ends: credentials of one side end in order.
 */
export function needlessRestarts(events: SideEvent[]): number {
  const applied: Record<Side, number> = { a: 0, b: 0 }
  const moved: Record<Side, number> = { a: 0, b: 0 }
  let needless = 0
  for (const event of events) {
    if (event.type === 'applied') applied[event.side] = event.expiresAt
    if (event.type === 'moved') moved[event.side] = event.expiresAt
    if (event.type !== 'restarting' || event.reason !== 'credential') continue
    if (applied[event.side] <= moved[event.side]) needless += 1
  }
  return needless
}
