import type { RetryContext } from '../../packages/core/src/schedule/retryDelay.ts'

/** What a client decides. Times are in milliseconds, random numbers from 0 up to 1. */
export interface Rule {
  /** The age at which a credential of this lifetime is to be renewed. */
  refreshAge(lifetime: number, random: number): number
  /** The time from a failure to the next try. */
  retryDelay(context: RetryContext): number
  /** The time until a try makes sense while the machine is offline and one has failed. */
  offlineWait(lifeLeft: number, leftAtFailure: number): number
  /** The time from `online` to the request; Infinity = it changes nothing. */
  onlineDelay(context: OnlineContext): number
}

export interface OnlineContext {
  isFailing: boolean
  /** Whether a refresh is due: it is for one that is failing, and for one that slept past its time. */
  isDue: boolean
  /** The life left of the value in hand; 0 when there is none. */
  lifeLeft: number
  random: number
}
