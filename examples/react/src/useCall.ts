import { type Call, type CallSnapshot, idleSnapshot } from 'example-shared'
import { useCallback, useSyncExternalStore } from 'react'

/** What is picked from the call's snapshot, now and whenever it changes. */
export function useCall<T>(call: Call | undefined, pick: (snapshot: CallSnapshot) => T): T {
  const subscribe = useCallback((listener: () => void) => call?.subscribe(listener) ?? (() => {}), [call])
  return useSyncExternalStore(subscribe, () => pick(call?.getSnapshot() ?? idleSnapshot))
}
