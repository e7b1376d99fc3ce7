import type { Platform } from '../platform.ts'
import type { KeepFreshEvent, KeepFreshOptions } from './keepFreshOptions.ts'
import type { RestartReason } from './restartReason.ts'

/** How soon an offer is to follow an ICE restart that was asked for, in milliseconds. */
const ANSWER_TIME = 3000
const UNANSWERED =
  'No offer followed: add a negotiationneeded handler that sends one, or a `restart` that asks the other side for one with an ICE restart.'

/** Asks for ICE restarts and sees whether anything comes of it: `restartIce()` only asks, it is the app that makes the offer. */
export interface RestartRequest {
  ask(pc: RTCPeerConnection, reason: RestartReason): void
  /** When it was asked, on the monotonic clock; -Infinity once something has come of it. */
  askedAt(): number
  /** A new gathering has begun. */
  answered(): void
  /** Tells of one that nothing came of. */
  look(): void
}

export function createRestartRequest(
  platform: Platform,
  { restart }: KeepFreshOptions,
  emit: (event: KeepFreshEvent) => void,
): RestartRequest {
  let askedAt = -Infinity
  let isTold = true

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
    askedAt: () => askedAt,
    answered() {
      askedAt = -Infinity
      isTold = true
    },
    look() {
      if (isTold || platform.monotonic() - askedAt < ANSWER_TIME) return
      isTold = true
      emit({ type: 'restart-unanswered', message: UNANSWERED })
    },
  }
}
