/** What any framework can subscribe to: the same value until it changes. */
export interface Store<T> {
  getSnapshot: () => T
  subscribe: (listener: () => void) => () => void
}

/** A store, and the one function that changes it. */
export function createStore<T>(initial: T): Store<T> & { set: (value: T) => void } {
  const listeners = new Set<() => void>()
  let value = initial
  return {
    getSnapshot: () => value,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set(next) {
      value = next
      for (const listener of listeners) listener()
    },
  }
}
