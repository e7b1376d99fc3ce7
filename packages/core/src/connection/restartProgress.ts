import type { Platform } from '../platform.ts'
import type { KeepFreshEvent, KeepFreshOptions } from './keepFreshOptions.ts'
import type { RestartFacts } from './restartFacts.ts'
import type { RestartReason } from './restartReason.ts'

/** How soon an offer is to follow an ICE restart that was asked for, and the answer that offer, in milliseconds. */
const ANSWER_TIME = 3000
const NO_OFFER =
  'No offer followed: add a negotiationneeded handler that sends one, or a `restart` that asks the other side for an ICE restart.'
const NO_ANSWER = 'No answer followed: the offer was lost, or wrongly ignored as a collision.'

/** Asks for ICE restarts and watches those of either side: `restartIce()` only asks, it is the app that makes the offer. */
export interface RestartProgress {
  ask(pc: RTCPeerConnection, reason: RestartReason): void
  /** The ICE ufrag has changed: a new gathering has begun. */
  onChange(): void
  /** The selected pair carries the current ufrag. Returns whether that is news. */
  finish(): boolean
  /** Looks how far it is, and tells of one that nothing came of; it may be in the way of one that is wanted. */
  look(isStable: boolean, isWanted: boolean): RestartFacts
}

export function createRestartProgress(
  platform: Platform,
  { restart }: KeepFreshOptions,
  emit: (event: KeepFreshEvent) => void,
): RestartProgress {
  let askedAt = -Infinity
  /** Since when an offer waits for its answer, as far as was looked. */
  let offeredAt = Infinity
  /** What was told last: since when it had been waited for then. */
  let told = -Infinity
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
      emit({ type: 'restarting', reason })
      run(pc, reason)
    },
    onChange() {
      askedAt = -Infinity
      changedAt = platform.monotonic()
      tookToFinish = undefined
    },
    finish() {
      if (tookToFinish !== undefined) return false
      tookToFinish = platform.monotonic() - changedAt
      return true
    },
    look(isStable, isWanted) {
      const now = platform.monotonic()
      // From the first look at it on: the look before may be long ago.
      offeredAt = isStable ? Infinity : Math.min(offeredAt, now)
      const waitsSince = isStable ? askedAt : offeredAt
      const isNews = waitsSince > told && now - waitsSince >= ANSWER_TIME
      if (isNews && (isStable || isWanted || tookToFinish === undefined)) {
        told = waitsSince
        emit({ type: 'restart-unanswered', message: isStable ? NO_OFFER : NO_ANSWER })
      }
      return { sinceAsked: now - askedAt, sinceChanged: now - changedAt, tookToFinish }
    },
  }
}
