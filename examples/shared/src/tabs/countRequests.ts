import { createStore, type Store } from '../store.ts'

/** How often this very tab has asked an endpoint, by what the browser has on record. */
export function countRequests(path: string): Store<number> {
  const store = createStore(0)
  const observer = new PerformanceObserver((list) => {
    const asked = list.getEntries().filter(({ name }) => new URL(name).pathname === path).length
    if (asked > 0) store.set(store.getSnapshot() + asked)
  })
  observer.observe({ type: 'resource', buffered: true })
  return store
}
