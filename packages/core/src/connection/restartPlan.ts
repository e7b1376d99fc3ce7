import type { ConnectionFacts } from './restartFacts.ts'
import type { RestartReason } from './restartReason.ts'

const SECOND = 1000
/** How soon to look again at something that is about to change and tells nobody, in milliseconds. */
const SOON = 100
/** How long a restart may take before it is no longer waited for, in milliseconds. */
const PATIENCE = 8 * SECOND
/** The time that a restart needs at the least before the end of the credential, in milliseconds. */
const RESTART_TIME = 1.5 * SECOND
/** How long to leave a connection alone that did not need a restart, in milliseconds. */
const LATER = 30 * SECOND
/** The least time between two requests for servers because of trouble, in milliseconds. */
const REFRESH_PAUSE = 30 * SECOND
/** The time between the first repair and the second, in milliseconds; it doubles each time, up to the longest. */
const REPAIR_PAUSE = 10 * SECOND
const LONGEST_REPAIR_PAUSE = 320 * SECOND
/** How long a repair waits for servers that were asked for, in milliseconds: with dead ones it would be in vain. */
const SERVERS_TIME = 3 * SECOND
/** How soon after new servers a repair may start, in milliseconds: sooner, it may still gather with the old ones. */
const SETTLED = 60
/** The least time between restarts of one client's connections, in milliseconds, and over how long all are spread. */
const SPREAD = 200
const WHOLE_SPREAD = 2 * SECOND

/** What to do now, a restart by its reason; or in how many milliseconds to look again, if nothing happens before. */
export type Step = 'apply' | 'measure' | 'refresh' | RestartReason | number

/**
 * What a connection needs next: newer servers when it is quiet, and one gated restart before the old ones end; when it is
 * broken, newer servers at once and a restart when the other side has had the time for them too.
 */
export function restartPlan(facts: ConnectionFacts): Step {
  const { path, isDoomed, restartIce } = facts
  const isInTrouble = facts.sinceTrouble !== undefined
  if (isInTrouble && !facts.hasFailed && path === undefined) return 'measure'
  // Browsers often mend a direct path by themselves.
  const isBroken = facts.hasFailed || (isInTrouble && path !== 'direct')
  const unfinished = isDoomed ? 0 : untilFinished(facts)
  if (isBroken && facts.needsServers && facts.sinceRefresh >= REFRESH_PAUSE) return 'refresh'
  if (facts.hasNewer && mayApply(facts, unfinished)) return 'apply'
  if (isFinishing(facts) && !isDoomed) return path === undefined ? 'measure' : SOON
  if (facts.hasNewer) return SOON
  if (!isBroken && (!facts.isOutdated || restartIce === 'never')) return Infinity
  const due = isBroken ? untilRepair(facts) : untilDue(facts)
  if (due > 0) return due
  // Events tell when these change.
  if (facts.signalingState !== 'stable') return SECOND
  if (!isBroken && !isDoomed) {
    if (!facts.isConnected) return SECOND
    if (path === undefined) return 'measure'
    if (path === 'unknown') return SOON
    if (path === 'direct' && restartIce === 'relayed') return LATER
  }
  if (unfinished > 0) return Math.min(unfinished, SOON)
  const spread = Math.min(SPREAD, WHOLE_SPREAD / facts.connections)
  if (facts.sinceOtherRestart < spread) return spread - facts.sinceOtherRestart
  return isBroken ? 'repair' : 'credential'
}

/** Between an offer and its answer, a changed list makes Firefox restart once more by itself, which kills the call. */
function mayApply({ hasLocalDescription, signalingState, sinceTrouble }: ConnectionFacts, unfinished: number): boolean {
  if (!hasLocalDescription) return true
  return signalingState === 'stable' && (unfinished <= 0 || sinceTrouble !== undefined)
}

/**
 * The time until a broken connection is restarted, counted so that the other side has noticed by then and fetched newer
 * servers too: it would gather with its old ones, and a second restart during the first kills the call in Firefox.
 */
function untilRepair(facts: ConnectionFacts): number {
  const { sinceTrouble = 0, hasFailed, age, lifetime, isRefused, repairs, sinceRepair, sinceApplied, role } = facts
  if (repairs > 0) return Math.min(REPAIR_PAUSE * 2 ** (repairs - 1), LONGEST_REPAIR_PAUSE) - sinceRepair
  // Its own credential explains the trouble: refused, or past its end.
  const isExplained = isRefused || age >= lifetime
  const patience = hasFailed ? 1.5 * role : (isExplained ? 1 : 4) + 2.5 * role
  const isWaiting = facts.needsServers && sinceApplied > facts.sinceRefresh
  const untilServers = isWaiting ? SERVERS_TIME + 1.5 * SECOND * role - facts.sinceRefresh : 0
  return Math.max(patience * SECOND - sinceTrouble, SETTLED - sinceApplied, untilServers)
}

/** The time until the restart must be asked for, counted so that the two sides stay apart. */
function untilDue({ age, lifetime, isRefused, role, sinceApplied }: ConnectionFacts): number {
  const share = lifetime * (0.85 + 0.08 * role) - age
  const beforeEnd = lifetime - age - (4.5 * SECOND - 2 * SECOND * role)
  // Apart from the other side, but not beyond the end: two restarts that meet are better than none.
  const leftThen = lifetime - age + sinceApplied - RESTART_TIME
  const afterApply = 0.1 * SECOND + clamp(leftThen, 0, 1.1 * SECOND * role)
  return Math.max(isRefused ? 0 : Math.min(share, beforeEnd), afterApply - sinceApplied)
}

/** The new ufrag is there, but the selected pair does not carry it yet. */
function isFinishing({ sinceChanged, tookToFinish }: ConnectionFacts): boolean {
  return tookToFinish === undefined && sinceChanged < PATIENCE
}

/**
 * The time until no restart of either side can be under way any more. A second one during the first kills the call in
 * Firefox, and the other side may need longer than ours: so it settles for at least a second, and as long as ours took.
 */
function untilFinished(facts: ConnectionFacts): number {
  const { sinceAsked, sinceChanged, tookToFinish } = facts
  const asked = PATIENCE - sinceAsked
  if (tookToFinish === undefined) return Math.max(asked, PATIENCE - sinceChanged)
  const settled = tookToFinish + Math.max(SECOND, tookToFinish) - sinceChanged
  // Past the end there is nothing left to settle.
  return Math.max(asked, clamp(settled, 0, facts.lifetime - facts.age - RESTART_TIME))
}

/** Unlike the schedule's, where the two contradict, the least counts: near the end there is less left than that. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
