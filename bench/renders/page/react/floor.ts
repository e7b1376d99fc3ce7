import { createContext, createElement, useContext, useSyncExternalStore } from 'react'
import type { Contender } from '../contender.ts'
import { counted } from '../counted.ts'
import { fetchAnswer, rowText, URL_OF_SERVERS } from '../endpoint.ts'
import { mountReact } from './mountReact.ts'

const StoreContext = createContext(createStore())

export const contender: Contender = {
  mount(container, count) {
    const store = createStore()
    const unmount = mountReact(container, {
      count,
      Row,
      provide: (children) => createElement(StoreContext, { value: store }, children),
    })
    return { refresh: store.refresh, unmount }
  },
}

/** The least that does it: fetches when the first one listens, and tells who does when the list is another one. */
function createStore() {
  const listeners = new Set<() => void>()
  let iceServers: RTCIceServer[] | undefined
  let text = ''

  async function refresh() {
    const answer = await fetchAnswer(URL_OF_SERVERS)
    const next = JSON.stringify(answer.iceServers)
    if (next === text) return
    text = next
    iceServers = answer.iceServers
    for (const listener of listeners) listener()
  }

  return {
    refresh,
    subscribe(listener: () => void) {
      if (listeners.size === 0 && !iceServers) refresh()
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getSnapshot: () => iceServers,
  }
}

function Row() {
  counted.renders += 1
  const { subscribe, getSnapshot } = useContext(StoreContext)
  const iceServers = useSyncExternalStore(subscribe, getSnapshot)
  return createElement('li', null, rowText(iceServers, undefined))
}
