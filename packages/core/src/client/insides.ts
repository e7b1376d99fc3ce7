import type { Generation } from '../generation.ts'
import type { IceClient, IceState } from '../iceClient.ts'
import type { Platform } from '../platform.ts'

// Registered, so that two copies of this package in one app still understand each other.
const INSIDES = Symbol.for('@freshice/core')

/** What `keepFresh` and adapters need of a client beyond its public API. */
export interface Insides {
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

export function withInsides(client: IceClient, insides: Insides): IceClient {
  // Not enumerable: a copy of a client, perhaps with a method of its own, is a foreign object.
  // A function: a proxy that makes all it hands out reactive, as Vue's, leaves that alone.
  return Object.defineProperty(client, INSIDES, { value: () => insides })
}

/** Those of our own client; undefined for a foreign object with the public API. */
export function insidesOf(client: IceClient): Insides | undefined {
  return (client as { [INSIDES]?: () => Insides })[INSIDES]?.()
}
