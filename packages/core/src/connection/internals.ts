import { type Insides, insidesOf } from '../client/insides.ts'
import type { Generation } from '../generation.ts'
import type { IceClient } from '../iceClient.ts'
import { createPlatform } from '../platform.ts'
import type { RunningOn } from './runningOn.ts'
import { areEqual } from './sameServers.ts'

type Needs = Omit<Insides, 'firstState'>

/** The insides of a client that `keepFresh` needs, and what it remembers of it. */
export interface Internals extends Needs {
  /** Asks for newer servers; how that goes shows in the client's state. */
  refresh(): void
  /** What is known of its connections, so that one that is kept anew is known already. */
  connections: WeakMap<RTCPeerConnection, RunningOn>
  /** How many of them are kept now. */
  kept: number
  /** When one of them last restarted ICE, on the monotonic clock: restarts are spread. */
  lastRestart: number
  /** When the client was last asked for servers because of one of them, on the monotonic clock. */
  lastRefresh: number
  /** The generations that a TURN server has refused. */
  refused: WeakSet<Generation>
}

/** A client's internals, or defaults for a foreign object with the public API. */
export function internalsOf(client: IceClient): Internals {
  const own = insidesOf(client) ?? foreign.get(client)
  if (own && 'connections' in own) return own as Internals
  const internals = Object.assign(own ?? foreignInternals(client), {
    refresh: () => void client.refresh().catch(() => {}),
    connections: new WeakMap(),
    kept: 0,
    lastRestart: -Infinity,
    lastRefresh: -Infinity,
    refused: new WeakSet<Generation>(),
  })
  if (!own) foreign.set(client, internals)
  return internals
}

const foreign = new WeakMap<IceClient, Internals>()

function foreignInternals(client: IceClient): Needs {
  const platform = createPlatform()
  let last: Generation | undefined
  return {
    platform,
    generation() {
      const { status, iceServers, updatedAt, expiresAt, refreshAt } = client.getState()
      if (status !== 'fresh' && status !== 'stale') return undefined
      // Some make a new list for each state: what counts is what is in it.
      if (last && last.start.wall === updatedAt && areEqual(last.iceServers, iceServers)) return last
      const start = { wall: updatedAt, monotonic: platform.monotonic() - (platform.now() - updatedAt) }
      last = { iceServers, open: [], start, lifetime: expiresAt - updatedAt, refreshAge: refreshAt - updatedAt }
      return last
    },
    keep: () => () => {},
    refuse: () => void client.refresh().catch(() => {}),
  }
}
