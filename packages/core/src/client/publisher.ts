import type { IceState } from '../iceClient.ts'
import type { IceEvent } from '../iceEvent.ts'
import { callOut, moment, type Platform } from '../platform.ts'
import { iceState } from './iceState.ts'
import type { Known } from './known.ts'

/** The state, and those who are told when it changes. */
export interface Publisher {
  getState(): IceState
  /** Tells everybody, if something has changed. */
  publish(): void
  subscribe(listener: (state: IceState) => void): () => void
}

export function createPublisher(
  known: Known,
  fallback: RTCIceServer[] | undefined,
  platform: Platform,
  emit: (event: IceEvent) => void,
): Publisher {
  const listeners = new Set<(state: IceState) => void>()
  let state = iceState(known, fallback, moment(platform))
  let published = state

  function getState(): IceState {
    state = iceState(known, fallback, moment(platform), state)
    return state
  }

  return {
    getState,
    publish() {
      const next = getState()
      if (next === published) return
      const { status } = next
      if (status !== published.status && (status === 'stale' || status === 'expired')) emit({ type: status })
      published = next
      for (const listener of [...listeners]) {
        // A listener may have caused a newer state, which has been told already, or have ended another's subscription.
        if (published !== next || !listeners.has(listener)) continue
        callOut(listener, next)
      }
    },
    subscribe(listener) {
      // Wrapped, so that one function can subscribe twice.
      const own = (next: IceState) => listener(next)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}
