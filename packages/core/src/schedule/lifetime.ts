/** One instant on both clocks, in milliseconds. */
export interface Moment {
  /** Since the epoch; may jump. */
  readonly wall: number
  /** Since some start; never jumps, but may stand still during sleep. */
  readonly monotonic: number
}

/**
 * The time between two moments, in milliseconds: the larger of what the two clocks say. A wall clock set back cannot
 * lengthen a life, and a sleep that the monotonic clock missed is covered by the wall clock.
 */
export function elapsed(start: Moment, now: Moment): number {
  return Math.max(now.monotonic - start.monotonic, now.wall - start.wall)
}

/** Something that lives for a time from its start on. */
export interface Life {
  readonly start: Moment
  /** In milliseconds; Infinity = never ends. */
  readonly lifetime: number
}

/** The life that is left, in milliseconds; 0 once it is over, and of nothing. */
export function lifeLeft(life: Life | undefined, now: Moment): number {
  return life ? Math.max(0, life.lifetime - elapsed(life.start, now)) : 0
}
