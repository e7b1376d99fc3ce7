import type { KeepFreshEvent } from '@freshice/core'
import type { RelayedPair } from '../connection/openRelayedPair.ts'
import type { Path } from '../connection/selectedPath.ts'
import type { SideName } from '../connection/sideName.ts'
import { createPauseMeter, type Pause, type PauseMeter } from '../measure/pauseMeter.ts'
import { type CallHistory, emptyHistory, type MaybeCredentialLife } from './callHistory.ts'
import { type CallFacts, type CallSnapshot, callSnapshot } from './callSnapshot.ts'
import { callState } from './callState.ts'

/** Everything that is known of a call, and the one place that changes it. */
export type CallRecord = ReturnType<typeof createCallRecord>

interface Side {
  pc?: RTCPeerConnection
  received?: MediaStream
  path: Path
  meter: PauseMeter
}

/** Writes down what happens in a call, and shows it as snapshots to whoever subscribes. */
export function createCallRecord({ withFreshice }: { withFreshice: boolean }) {
  const listeners = new Set<() => void>()
  let sides = newSides()
  let state: CallFacts['state'] = 'connecting'
  let problems: CallFacts['problems'] = {}
  let history = emptyHistory(Date.now())
  let snapshot = takeSnapshot()

  function takeSnapshot(): CallSnapshot {
    const now = Date.now()
    // The silence after a call has failed is no pause in it.
    const tick = performance.now() - (now - (history.failedAt ?? now))
    return callSnapshot({
      now,
      state,
      withFreshice,
      ada: shownSide(sides.ada, tick),
      ben: shownSide(sides.ben, tick),
      largestPause: Math.max(sides.ada.meter.largest(tick), sides.ben.meter.largest(tick)),
      history: {
        ...history,
        pauses: { ada: sinceEpoch(sides.ada.meter.pauses(tick)), ben: sinceEpoch(sides.ben.meter.pauses(tick)) },
      },
      problems,
    })
  }

  function show() {
    snapshot = takeSnapshot()
    for (const listener of listeners) listener()
  }

  function add(more: Partial<CallHistory>) {
    history = { ...history, ...more }
    show()
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Takes a new look at the clock and the meters. */
    show,
    /** Starts over, with nothing but the credential in hand. */
    reset() {
      sides = newSides()
      state = 'connecting'
      problems = {}
      add({ ...emptyHistory(Date.now()), credentials: history.credentials.slice(-1) })
    },
    meters: (): Record<SideName, PauseMeter> => ({ ada: sides.ada.meter, ben: sides.ben.meter }),
    noteConnections({ ada, ben }: RelayedPair) {
      sides.ada.pc = ada
      sides.ben.pc = ben
      add({ openedAt: Date.now() })
    },
    noteVideo(side: SideName, received: MediaStream) {
      sides[side].received = received
      show()
    },
    notePath(side: SideName, path: Path) {
      sides[side].path = path
    },
    noteStates() {
      const connections = [sides.ada.pc, sides.ben.pc].filter((pc) => pc !== undefined)
      state = callState(state, connections)
      if (state === 'connected') add({ connectedAt: history.connectedAt ?? Date.now(), failedAt: undefined })
      if (state === 'failed') add({ failedAt: history.failedAt ?? Date.now() })
    },
    noteUnreachable() {
      problems = { ...problems, isUnreachable: true }
      show()
    },
    noteError(error: unknown) {
      problems = { ...problems, error: inWords(error) }
      if (history.connectedAt === undefined) state = 'failed'
      show()
    },
    noteCredential({ updatedAt, expiresAt }: MaybeCredentialLife, error?: Error | undefined) {
      problems = { ...problems, refreshError: error?.message }
      if (updatedAt === undefined || expiresAt === undefined) return show()
      // A client that lingers from the last call may still tell of a credential that is over.
      const isOld = expiresAt <= Date.now() || history.credentials.some((known) => known.updatedAt === updatedAt)
      if (isOld) return show()
      add({ credentials: [...history.credentials, { updatedAt, expiresAt }] })
    },
    noteEvent(side: SideName, event: KeepFreshEvent) {
      const at = Date.now()
      if (event.type === 'restarting') add({ restarts: [...history.restarts, { side, at }] })
      if (event.type === 'moved') add({ moves: [...history.moves, { side, at, expiresAt: event.expiresAt }] })
    },
  }
}

function newSides(): Record<SideName, Side> {
  return {
    ada: { path: 'unknown', meter: createPauseMeter() },
    ben: { path: 'unknown', meter: createPauseMeter() },
  }
}

function shownSide({ pc, received, path, meter }: Side, tick: number) {
  return { pc, received, path, isSilent: meter.silence(tick) > 1000 }
}

/** From the page's steady clock, which the meters use, to the clock that credentials go by. */
function sinceEpoch(pauses: Pause[]): Pause[] {
  const offset = Date.now() - performance.now()
  return pauses.map(({ startedAt, endedAt }) => ({
    startedAt: startedAt + offset,
    endedAt: endedAt === undefined ? undefined : endedAt + offset,
  }))
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
