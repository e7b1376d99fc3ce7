import type { DropReason } from '../events.ts'
import type { Allocation } from './allocation.ts'

/** The live allocations, one a 5-tuple, and the places of those in the making. */
export interface Allocations {
  get(clientKey: string): Allocation | undefined
  list(): Allocation[]
  isRelayPort(port: number): boolean
  /** Whether an allocation lives or is in the making for this 5-tuple. */
  isReserved(clientKey: string): boolean
  /** `undefined` when the 5-tuple or the quota is taken. */
  reserve(options: { clientKey: string; username: string }): Place | undefined
  /** Ends those of one 5-tuple, of one username, or all. */
  end(options: { why: DropReason; clientKey?: string; username?: string }): void
}

/** Held while the relay socket is opened, so that a burst of requests cannot pass the quota. */
export interface Place {
  /** False when the place was lost meanwhile: the client left, its credential was revoked, the server closed. */
  take(allocation: Allocation): boolean
  /** Whether it had been taken. */
  leave(): boolean
}

export interface Quotas {
  /** Of the whole server. */
  total: number
  /** Of one username. */
  perCredential: number
}

export function createAllocations({ total, perCredential }: Quotas): Allocations {
  const places = new Map<string, { username: string; allocation: Allocation | undefined }>()
  const counts = new Map<string, number>()
  const relayPorts = new Set<number>()

  function leave(clientKey: string): void {
    const { username = '', allocation } = places.get(clientKey) ?? {}
    places.delete(clientKey)
    if (allocation) relayPorts.delete(allocation.relayed.port)
    const count = (counts.get(username) ?? 1) - 1
    if (count > 0) counts.set(username, count)
    else counts.delete(username)
  }

  return {
    get: (clientKey) => places.get(clientKey)?.allocation,
    list: () => [...places.values()].flatMap(({ allocation }) => allocation ?? []),
    isRelayPort: (port) => relayPorts.has(port),
    isReserved: (clientKey) => places.has(clientKey),
    reserve({ clientKey, username }) {
      const count = counts.get(username) ?? 0
      if (places.has(clientKey) || places.size >= total || count >= perCredential) return undefined
      const place: { username: string; allocation: Allocation | undefined } = { username, allocation: undefined }
      places.set(clientKey, place)
      counts.set(username, count + 1)
      return {
        take(allocation) {
          if (places.get(clientKey) !== place) return false
          place.allocation = allocation
          relayPorts.add(allocation.relayed.port)
          return true
        },
        leave() {
          if (places.get(clientKey) === place) leave(clientKey)
          return place.allocation !== undefined
        },
      }
    },
    end({ why, clientKey, username }) {
      for (const [key, place] of [...places]) {
        if (clientKey !== undefined && clientKey !== key) continue
        if (username !== undefined && username !== place.username) continue
        if (place.allocation) place.allocation.end(why)
        else leave(key)
      }
    },
  }
}
