import type { IceClient, IceState } from '../iceClient.ts'
import { firstState } from './firstState.ts'

/**
 * A client's state as one component sees it: only what it has read makes a difference to it.
 *
 * @internal for adapters
 */
export interface TrackedState<Extras> {
  subscribe(onChange: () => void): () => void
  /** The state with the extras: the same object until something that was read changes. */
  getSnapshot(): IceState & Extras
  /** The same for a server, and for a page that takes over what a server has rendered. */
  getServerSnapshot(): IceState & Extras
}

type Key = keyof IceState

/** @internal for adapters */
export function trackState<Extras extends object>(client: IceClient, extras: Extras): TrackedState<Extras> {
  const read = new Set<Key>()
  let latest: IceState
  let shown: { values: IceState; snapshot: IceState & Extras } | undefined

  function snapshotOf(state: IceState): IceState & Extras {
    latest = state
    const values = shown?.values
    if (shown && [...read].every((key) => Object.is(values?.[key], state[key]))) return shown.snapshot
    shown = show({ ...state })
    return shown.snapshot
  }

  function show(values: IceState) {
    const snapshot = { ...extras }
    for (const key of Object.keys(values) as Key[]) {
      const get = () => {
        // Nobody had read it, so that it may have changed unnoticed; what an old closure holds stays what it was.
        if (!read.has(key) && shown?.snapshot === snapshot) Object.assign(values, { [key]: latest[key] })
        read.add(key)
        return values[key]
      }
      Object.defineProperty(snapshot, key, { get, enumerable: true })
    }
    return { values, snapshot: snapshot as IceState & Extras }
  }

  return {
    subscribe: (onChange) => client.subscribe(onChange),
    getSnapshot: () => snapshotOf(client.getState()),
    getServerSnapshot: () => snapshotOf(firstState(client)),
  }
}
