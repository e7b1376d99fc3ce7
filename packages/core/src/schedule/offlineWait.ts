/** How much life is kept for one last try while offline, in milliseconds. */
const LAST_TRY = 10_000

/**
 * The time until a try makes sense while the machine is offline and one has failed, in milliseconds: none, but for a last
 * one before the servers in hand end, in case it is not offline after all.
 *
 * @param left the life the servers have left, 0 when there are none
 * @param leftAtFailure the life they had left when the last try failed
 */
export function offlineWait(left: number, leftAtFailure: number): number {
  if (left <= 0 || leftAtFailure <= LAST_TRY) return Infinity
  return Math.max(left - LAST_TRY, 0)
}
