import type { KeepFreshEvent } from '@freshice/core'
import type { MaybeCredentialLife } from '../call/callHistory.ts'
import { createCallRecord } from '../call/callRecord.ts'
import type { CallSnapshot } from '../call/callSnapshot.ts'
import { watchCall } from '../call/watchCall.ts'
import { negotiate } from '../connection/negotiate.ts'
import { requireRelay } from '../connection/requireRelay.ts'
import { startSide } from '../connection/startSide.ts'
import type { Store } from '../store.ts'
import { drawSide } from '../video/openVideo.ts'
import { type Chat, createChat } from './createChat.ts'
import type { Line } from './meetPartner.ts'

/** This tab's side of a call with another tab, as a store. */
export interface TabCall extends Store<CallSnapshot> {
  readonly chat: Chat
  /** Calls over this connection. Returns the end of the call; the connection is not closed. */
  begin: (pc: RTCPeerConnection) => () => void
  /** Takes note of the credential in hand, or of why there is no newer one. */
  noteCredential: (life: MaybeCredentialLife, error?: Error | undefined) => void
  /** Takes note of why there is no connection. */
  noteError: (error: unknown) => void
  /** What to give `keepFresh` as `onEvent`. */
  readonly onEvent: (event: KeepFreshEvent) => void
}

/** A call over this line that has not begun. */
export function createTabCall(line: Line): TabCall {
  const { side } = line
  const record = createCallRecord({ withFreshice: true, here: [side] })
  const chat = createChat(side)

  return {
    chat,
    begin(pc) {
      record.reset()
      const video = drawSide(side)
      startSide(pc, { side, video: video.stream, onVideo: record.noteVideo, onStateChange: record.noteStates })
      record.noteSent(side, video.stream)
      chat.open(pc)
      const negotiation = negotiate(pc, { polite: side === 'ben', send: line.send, onError: record.noteError })
      line.listen(negotiation.receive)
      const unwatch = watchCall({ [side]: pc }, record)
      record.noteConnections({ [side]: pc })
      try {
        requireRelay(pc.getConfiguration().iceServers ?? [])
      } catch (error) {
        record.noteError(error)
      }
      return () => {
        unwatch()
        negotiation.end()
        video.end()
      }
    },
    noteCredential: record.noteCredential,
    noteError: record.noteError,
    onEvent: (event) => record.noteEvent(side, event),
    getSnapshot: record.getSnapshot,
    subscribe: record.subscribe,
  }
}
