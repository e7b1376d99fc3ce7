import type { KeepFreshEvent } from '@freshice/core'
import { SIDES, type SideName } from '../connection/sideName.ts'
import type { VideoSource } from '../video/openVideo.ts'
import type { MaybeCredentialLife } from './callHistory.ts'
import { createCallRecord } from './callRecord.ts'
import type { CallSnapshot } from './callSnapshot.ts'
import { runCall } from './runCall.ts'

export interface CallOptions {
  withFreshice: boolean
  /** @default 'drawing' */
  video?: VideoSource | undefined
}

/** One call between Ada and Ben, as a store: any framework can subscribe to it. */
export interface Call {
  readonly withFreshice: boolean
  /** Asks for servers and opens both connections. Returns the end of the call. */
  begin: (getIceServers: () => Promise<RTCIceServer[]>) => () => void
  /** Takes note of the credential in hand, or of why there is no newer one. */
  noteCredential: (life: MaybeCredentialLife, error?: Error | undefined) => void
  /** For each side, what to give `keepFresh` as `onEvent`. */
  readonly onEvent: Readonly<Record<SideName, (event: KeepFreshEvent) => void>>
  getSnapshot: () => CallSnapshot
  subscribe: (listener: () => void) => () => void
}

/** A call that has not begun. */
export function createCall({ withFreshice, video = 'drawing' }: CallOptions): Call {
  const record = createCallRecord({ withFreshice, here: SIDES })
  return {
    withFreshice,
    begin(getIceServers) {
      const ending = new AbortController()
      record.reset()
      runCall({ getIceServers, video, record, signal: ending.signal })
      return () => ending.abort()
    },
    noteCredential: record.noteCredential,
    onEvent: {
      ada: (event) => record.noteEvent('ada', event),
      ben: (event) => record.noteEvent('ben', event),
    },
    getSnapshot: record.getSnapshot,
    subscribe: record.subscribe,
  }
}
