import type { Platform } from '../platform.ts'
import type { KeepFreshEvent, KeepFreshOptions } from './keepFreshOptions.ts'
import type { RestartFacts } from './restartFacts.ts'
import type { RestartReason } from './restartReason.ts'

/** How soon an offer is to follow an ICE restart that was asked for, in milliseconds. */
const ANSWER_TIME = 3000
const UNANSWERED =
  'No offer followed: add a negotiationneeded handler that sends one, or a `restart` that asks the other side for an ICE restart.'

/** Asks for ICE restarts and watches those of either side: `restartIce()` only asks, it is the app that makes the offer. */
export interface RestartProgress {
  ask(pc: RTCPeerConnection, reason: RestartReason): void
  /** The ICE ufrag has changed: a new gathering has begun. */
  onChange(): void
  /** The selected pair carries the current ufrag. Returns whether that is news. */
  finish(): boolean
  /** Looks how far it is, and tells of one that nothing came of. */
  look(): RestartFacts
}

export function createRestartProgress(
  platform: Platform,
  { restart }: KeepFreshOptions,
  emit: (event: KeepFreshEvent) => void,
): RestartProgress {
  let askedAt = -Infinity
  let isTold = true
  let changedAt = -Infinity
  let tookToFinish: number | undefined = 0

  async function run(pc: RTCPeerConnection, reason: RestartReason) {
    try {
      await (restart ? restart(pc, reason) : pc.restartIce())
    } catch (error) {
      emit({ type: 'failed', doing: 'restart', error })
    }
  }

  return {
    ask(pc, reason) {
      askedAt = platform.monotonic()
      isTold = false
      emit({ type: 'restarting', reason })
      run(pc, reason)
    },
    onChange() {
      askedAt = -Infinity
      isTold = true
      changedAt = platform.monotonic()
      tookToFinish = undefined
    },
    finish() {
      if (tookToFinish !== undefined) return false
      tookToFinish = platform.monotonic() - changedAt
      return true
    },
    look() {
      const now = platform.monotonic()
      const sinceAsked = now - askedAt
      if (!isTold && sinceAsked >= ANSWER_TIME) {
        isTold = true
        emit({ type: 'restart-unanswered', message: UNANSWERED })
      }
      return { sinceAsked, sinceChanged: now - changedAt, tookToFinish }
    },
  }
}
