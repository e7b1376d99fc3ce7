import type { Emulator } from '@freshice/emulator'

/** What the TURN server holds for the call. */
export interface Allocations {
  /** How many are open now. */
  open(): number
  /** The most that were open at once. */
  most(): number
  /** How many were made. */
  made(): number
  /** The users that made one. */
  users(): ReadonlySet<string>
}

export function watchAllocations({ events }: Emulator): Allocations {
  let open = 0
  let most = 0
  let made = 0
  const users = new Set<string>()
  events.addEventListener('allocated', ({ detail }) => {
    users.add(detail.username)
    made += 1
    open += 1
    most = Math.max(most, open)
  })
  events.addEventListener('dropped', () => {
    open -= 1
  })
  return { open: () => open, most: () => most, made: () => made, users: () => users }
}
