import type { Generation } from './generation.ts'
import type { IceClient } from './iceClient.ts'
import { createPlatform, type Platform } from './platform.ts'

// Registered, so that two copies of this package in one app still understand each other.
const INTERNALS = Symbol.for('@freshice/core')

/** What `keepFresh` needs of a client beyond its public API. */
export interface Internals {
  platform: Platform
  /** The newest generation while it lives, with its start on both clocks. */
  generation(): Generation | undefined
  /** Demand that counts in a hidden page too. Returns its end. */
  keep(): () => void
  /** When a connection of this client last restarted ICE, on the monotonic clock: restarts are spread. */
  lastRestart: number
}

export function withInternals(client: IceClient, internals: Internals): IceClient {
  return Object.assign(client, { [INTERNALS]: internals })
}

/** A client's internals, or defaults for a foreign object with the public API. */
export function internalsOf(client: IceClient): Internals {
  return (client as { [INTERNALS]?: Internals })[INTERNALS] ?? foreignInternals(client)
}

function foreignInternals(client: IceClient): Internals {
  const platform = createPlatform()
  let last: Generation | undefined
  return {
    platform,
    generation() {
      const state = client.getState()
      if (state.status !== 'fresh' && state.status !== 'stale') return undefined
      const { iceServers, updatedAt, expiresAt, refreshAt } = state
      if (last?.iceServers === iceServers && last.start.wall === updatedAt) return last
      const start = { wall: updatedAt, monotonic: platform.monotonic() - (platform.now() - updatedAt) }
      last = { iceServers, start, lifetime: expiresAt - updatedAt, refreshAge: refreshAt - updatedAt }
      return last
    },
    keep: () => () => {},
    lastRestart: Number.NEGATIVE_INFINITY,
  }
}
