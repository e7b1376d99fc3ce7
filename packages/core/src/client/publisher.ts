import type { IceState } from '../iceClient.ts'
import type { IceEvent } from '../iceEvent.ts'
import { reportError } from '../platform.ts'
import type { Moment } from '../schedule/lifetime.ts'
import { iceState, type Known } from './iceState.ts'

/** The state, and those who are told when it changes. */
export interface Publisher {
  getState(): IceState
  /** Tells everybody, if something has changed. */
  publish(): void
  subscribe(listener: (state: IceState) => void): () => void
}

export interface PublisherContext {
  known: () => Known
  moment: () => Moment
  emit: (event: IceEvent) => void
}

export function createPublisher({ known, moment, emit }: PublisherContext): Publisher {
  const listeners = new Set<(state: IceState) => void>()
  let state = iceState(known(), moment())
  let published = state

  function getState(): IceState {
    state = iceState(known(), moment(), state)
    return state
  }

  function publish() {
    const next = getState()
    if (next === published) return
    const { status } = next
    if (status !== published.status && (status === 'stale' || status === 'expired')) emit({ type: status })
    published = next
    for (const listener of [...listeners]) {
      // A listener may have caused a newer state, which has been told already.
      if (published !== next) return
      if (!listeners.has(listener)) continue
      try {
        listener(next)
      } catch (error) {
        reportError(error)
      }
    }
  }

  function subscribe(listener: (state: IceState) => void) {
    // Wrapped, so that one function can subscribe twice.
    const own = (next: IceState) => listener(next)
    listeners.add(own)
    return () => {
      listeners.delete(own)
    }
  }

  return { getState, publish, subscribe }
}
