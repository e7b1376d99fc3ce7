import { PEOPLE, type SideName } from '../connection/sideName.ts'
import { createStore, type Store } from '../store.ts'
import { type Line, type Meeting, meetPartner } from './meetPartner.ts'
import { takeSeat, watchSeat } from './seats.ts'

/** Where this tab is, and who else is there. */
export interface RoomSnapshot {
  /** `waiting`: for a second tab; `full`: two others are there; `unsupported`: the browser cannot do it. */
  state: 'entering' | 'waiting' | 'paired' | 'full' | 'unsupported'
  /** The side of this tab, once it has a seat. */
  side: SideName | undefined
  /** While somebody is on the other end. */
  line: Line | undefined
  /** Whether somebody was there, and has gone. */
  hasLost: boolean
}

/** The room of two in which tabs meet, as a store. */
export interface Room extends Store<RoomSnapshot> {
  /** Takes a seat and waits for the other tab. Returns its leaving. */
  enter: () => () => void
  /** Both sides start over, with new connections. */
  callAgain: () => void
}

const OUTSIDE: RoomSnapshot = { state: 'entering', side: undefined, line: undefined, hasLost: false }

export function createRoom(): Room {
  const store = createStore(OUTSIDE)
  let meeting: Meeting | undefined

  function sit(side: SideName, left: AbortSignal) {
    let watching = new AbortController()
    store.set({ ...OUTSIDE, state: 'waiting', side })
    document.title = `${PEOPLE[side]} · freshice`
    meeting = meetPartner(side, (line) => {
      // Somebody else, or the same one anew.
      watching.abort()
      watching = new AbortController()
      store.set({ ...store.getSnapshot(), state: 'paired', line, hasLost: false })
      watchSeat(side === 'ada' ? 'ben' : 'ada', {
        onLeft: () => store.set({ ...store.getSnapshot(), state: 'waiting', line: undefined, hasLost: true }),
        signal: AbortSignal.any([left, watching.signal]),
      })
    })
    left.addEventListener('abort', meeting.end)
  }

  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    enter() {
      const leaving = new AbortController()
      const { signal } = leaving
      if (!('locks' in navigator) || !('BroadcastChannel' in globalThis)) {
        store.set({ ...OUTSIDE, state: 'unsupported' })
      } else {
        takeSeat({
          onSeat: (side) => sit(side, signal),
          onFull: () => store.set({ ...OUTSIDE, state: 'full' }),
          signal,
        })
      }
      return () => {
        leaving.abort()
        store.set(OUTSIDE)
      }
    },
    callAgain: () => meeting?.again(),
  }
}
