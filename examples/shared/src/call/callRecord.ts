import type { KeepFreshEvent } from '@freshice/core'
import type { Path } from '../connection/selectedPath.ts'
import type { Connections, SideName } from '../connection/sideName.ts'
import { createPauseMeter, type PauseMeter } from '../measure/pauseMeter.ts'
import { sinceEpoch } from '../measure/sinceEpoch.ts'
import { type CallHistory, emptyHistory, type MaybeCredentialLife } from './callHistory.ts'
import { type CallFacts, type CallSnapshot, callSnapshot } from './callSnapshot.ts'
import { callState } from './callState.ts'
import { inWords } from './inWords.ts'
import { unreachableHint } from './unreachableHint.ts'

/** Everything that is known of a call, and the one place that changes it. */
export type CallRecord = ReturnType<typeof createCallRecord>

interface Side {
  pc?: RTCPeerConnection | undefined
  received?: MediaStream
  sent?: MediaStream
  path: Path
  meter: PauseMeter
}

export interface CallRecordOptions {
  withFreshice: boolean
  /** The sides that are in this page. */
  here: readonly SideName[]
}

/** Writes down what happens in a call, and shows it as snapshots to whoever subscribes. */
export function createCallRecord({ withFreshice, here }: CallRecordOptions) {
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
      here,
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

  function noteMoveError(moveError: string) {
    problems = { ...problems, moveError }
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
    noteConnections({ ada, ben }: Connections) {
      sides.ada.pc = ada
      sides.ben.pc = ben
      add({ openedAt: Date.now() })
    },
    noteVideo(side: SideName, received: MediaStream) {
      sides[side].received = received
      show()
    },
    noteSent(side: SideName, sent: MediaStream) {
      sides[side].sent = sent
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
      problems = { ...problems, unreachable: unreachableHint(navigator.userAgent) }
      show()
    },
    noteError(error: unknown) {
      problems = { ...problems, error: inWords(error) }
      if (history.connectedAt === undefined) state = 'failed'
      show()
    },
    noteCredential({ updatedAt, expiresAt }: MaybeCredentialLife, error?: Error | undefined) {
      problems = { ...problems, refreshError: error && inWords(error) }
      if (updatedAt === undefined || expiresAt === undefined) return show()
      // A client that lingers from the last call may still tell of a credential that is over.
      const isOld = expiresAt <= Date.now() || history.credentials.some((known) => known.updatedAt === updatedAt)
      if (isOld) return show()
      add({ credentials: [...history.credentials, { updatedAt, expiresAt }] })
    },
    noteEvent(side: SideName, event: KeepFreshEvent) {
      const at = Date.now()
      if (event.type === 'restarting') add({ restarts: [...history.restarts, { side, at }] })
      if (event.type === 'moved') {
        problems = { ...problems, moveError: undefined }
        add({ moves: [...history.moves, { side, at, expiresAt: event.expiresAt }] })
      }
      if (event.type === 'restart-unanswered') noteMoveError(event.message)
      if (event.type === 'failed') noteMoveError(inWords(event.error))
    },
  }
}

function newSides(): Record<SideName, Side> {
  return {
    ada: { path: 'unknown', meter: createPauseMeter() },
    ben: { path: 'unknown', meter: createPauseMeter() },
  }
}

function shownSide({ pc, received, sent, path, meter }: Side, tick: number) {
  return { pc, received, sent, path, isSilent: meter.silence(tick) > 1000 }
}
