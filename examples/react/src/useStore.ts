import type { Store } from 'example-shared'
import { useSyncExternalStore } from 'react'

/** What the store holds, now and whenever it changes. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.getSnapshot)
}
