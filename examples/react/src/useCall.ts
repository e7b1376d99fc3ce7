import { type CallSnapshot, idleSnapshot, type Store } from 'example-shared'
import { useCallback, useSyncExternalStore } from 'react'

/** What is picked from the call's snapshot, now and whenever it changes. */
export function useCall<T>(call: Store<CallSnapshot> | undefined, pick: (snapshot: CallSnapshot) => T): T {
  const subscribe = useCallback((listener: () => void) => call?.subscribe(listener) ?? (() => {}), [call])
  return useSyncExternalStore(subscribe, () => pick(call?.getSnapshot() ?? idleSnapshot))
}
