import type { Store } from 'example-shared'
import { onScopeDispose, type ShallowRef, shallowReadonly, shallowRef } from 'vue'

/** What the store holds, now and whenever it changes. */
export function useStore<T>(store: Store<T>): Readonly<ShallowRef<T>> {
  const value = shallowRef(store.getSnapshot())
  onScopeDispose(
    store.subscribe(() => {
      value.value = store.getSnapshot()
    }),
  )
  return shallowReadonly(value)
}
