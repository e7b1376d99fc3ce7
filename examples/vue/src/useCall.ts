import { type CallSnapshot, idleSnapshot, type Store } from 'example-shared'
import { type MaybeRefOrGetter, type ShallowRef, shallowReadonly, shallowRef, toValue, watch } from 'vue'

/** The call's snapshot, now and whenever it changes. */
export function useCall(source: MaybeRefOrGetter<Store<CallSnapshot> | undefined>): Readonly<ShallowRef<CallSnapshot>> {
  const snapshot = shallowRef(idleSnapshot)

  function follow(call: Store<CallSnapshot> | undefined, _: unknown, onCleanup: (end: () => void) => void) {
    const read = () => {
      snapshot.value = call?.getSnapshot() ?? idleSnapshot
    }
    read()
    if (call) onCleanup(call.subscribe(read))
  }
  watch(() => toValue(source), follow, { immediate: true })

  return shallowReadonly(snapshot)
}
