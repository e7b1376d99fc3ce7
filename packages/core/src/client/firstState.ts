import type { IceClient, IceState } from '../iceClient.ts'
import { pendingState } from '../pendingState.ts'
import { insidesOf } from './insides.ts'

/**
 * What a server renders, and a page shows while it takes that over: the state of the `initial` answer while it lives, else
 * `pending`.
 *
 * @internal for adapters
 */
export function firstState(client: IceClient): IceState {
  return insidesOf(client)?.firstState() ?? pendingState
}
