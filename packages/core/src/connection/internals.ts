import type { Generation } from '../generation.ts'
import type { IceClient, IceState } from '../iceClient.ts'
import { pendingState } from '../pendingState.ts'
import { createPlatform, type Platform } from '../platform.ts'
import type { RunningOn } from './runningOn.ts'
import { areEqual } from './sameServers.ts'

// Registered, so that two copies of this package in one app still understand each other.
const INTERNALS = Symbol.for('@freshice/core')

/** What `keepFresh` and adapters need of a client beyond its public API. */
interface Needs {
  platform: Platform
  /** What a server renders and a page takes over: the state of `initial` while that lives, else `pending`. */
  firstState(): IceState
  /** The newest generation while it lives, with its start on both clocks. */
  generation(): Generation | undefined
  /** Demand that counts in a hidden page too. Returns its end. */
  keep(): () => void
  /** The generation is of no use any more, whatever its clock says: asks for a newer one, past any reuse of it. */
  refuse(generation: Generation): void
}

/** That, and what `keepFresh` remembers of a client. */
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

export function withInternals(client: IceClient, needs: Needs): IceClient {
  // Not enumerable: a copy of a client, perhaps with a method of its own, is a foreign object.
  return Object.defineProperty(client, INTERNALS, { value: needs })
}

/** A client's internals, or defaults for a foreign object with the public API. */
export function internalsOf(client: IceClient): Internals {
  const own = (client as { [INTERNALS]?: Needs })[INTERNALS] ?? foreign.get(client)
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
    firstState: () => pendingState,
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
