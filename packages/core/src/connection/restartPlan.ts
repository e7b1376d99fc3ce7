const SECOND = 1000
/** How soon to look again at something that is about to change and tells nobody, in milliseconds. */
const SOON = 100
/** How long a restart may take before it is no longer waited for, in milliseconds. */
const PATIENCE = 8 * SECOND
/** How long to leave a connection alone that did not need a restart, in milliseconds. */
const LATER = 30 * SECOND
/** The least time between restarts of one client's connections, in milliseconds, and over how long all are spread. */
const SPREAD = 200
const WHOLE_SPREAD = 2 * SECOND

/** What is known of one connection at one instant. Times are in milliseconds and count from the past to now. */
export interface ConnectionFacts {
  signalingState: RTCSignalingState
  /** `disconnected` or `failed`, in either of the two states that tell. */
  isInTrouble: boolean
  /** ICE `connected` or `completed`. */
  isConnected: boolean
  hasLocalDescription: boolean
  /** Whether the client has a generation that is not applied yet. */
  hasNewer: boolean
  /** The generation the connection runs on, where it is older than the applied one. */
  running: { age: number; lifetime: number } | undefined
  /** 0 for the side that goes first, 1 for the other. */
  role: number
  sinceApplied: number
  /** Since `restartIce()` was asked for and nothing came of it yet. */
  sinceAsked: number | undefined
  /** Since the ICE ufrag changed. */
  sinceChanged: number | undefined
  /** From the change of the ufrag until the selected pair carried it. */
  tookToFinish: number | undefined
  /** Since another connection of the same client restarted. */
  sinceOtherRestart: number
  /** How many connections the client has. */
  connections: number
  /** What the selected pair runs over; undefined = not looked yet. */
  path: 'relay' | 'direct' | 'unknown' | undefined
  restartIce: 'relayed' | 'always' | 'never'
}

/** What to do now; for `wait`, in how many milliseconds to look again, if nothing happens before. */
export type Step = { do: 'apply' | 'measure' | 'restart' } | { do: 'wait'; time: number }

/** What a connection needs next: newer servers when it is quiet, and one gated restart before the old ones end. */
export function restartPlan(facts: ConnectionFacts): Step {
  const unfinished = untilFinished(facts)
  if (facts.hasNewer && mayApply(facts, unfinished)) return { do: 'apply' }
  if (isFinishing(facts)) return facts.path === undefined ? { do: 'measure' } : wait(SOON)
  if (facts.hasNewer) return wait(SOON)
  if (!facts.running || facts.restartIce === 'never') return wait(Infinity)
  const due = untilDue(facts.running, facts)
  if (due > 0) return wait(due)
  // Events tell when these change.
  if (facts.signalingState !== 'stable' || !facts.isConnected) return wait(SECOND)
  if (facts.path === undefined) return { do: 'measure' }
  if (facts.path === 'unknown') return wait(SOON)
  if (facts.path === 'direct' && facts.restartIce === 'relayed') return wait(LATER)
  if (unfinished > 0) return wait(Math.min(unfinished, SOON))
  const spread = Math.min(SPREAD, WHOLE_SPREAD / facts.connections)
  if (facts.sinceOtherRestart < spread) return wait(spread - facts.sinceOtherRestart)
  return { do: 'restart' }
}

/** Between an offer and its answer, a changed list makes Firefox restart once more by itself, which kills the call. */
function mayApply({ hasLocalDescription, signalingState, isInTrouble }: ConnectionFacts, unfinished: number): boolean {
  if (!hasLocalDescription) return true
  return signalingState === 'stable' && (unfinished <= 0 || isInTrouble)
}

/** The time until the restart must be asked for, counted so that the two sides stay apart. */
function untilDue(
  { age, lifetime }: { age: number; lifetime: number },
  { role, sinceApplied }: ConnectionFacts,
): number {
  const share = lifetime * (0.85 + 0.08 * role) - age
  const beforeEnd = lifetime - age - (4.5 * SECOND - 2 * SECOND * role)
  const afterApply = 0.1 * SECOND + 1.1 * SECOND * role - sinceApplied
  return Math.max(Math.min(share, beforeEnd), afterApply)
}

/** The new ufrag is there, but the selected pair does not carry it yet. */
function isFinishing({ sinceChanged, tookToFinish }: ConnectionFacts): boolean {
  return sinceChanged !== undefined && tookToFinish === undefined && sinceChanged < PATIENCE
}

/**
 * The time until no restart of either side can be under way any more. A second one during the first kills the call in
 * Firefox, and the other side may need longer than ours: so it settles for at least a second, and as long as ours took.
 */
function untilFinished(facts: ConnectionFacts): number {
  const { sinceAsked, sinceChanged, tookToFinish } = facts
  const asked = sinceAsked === undefined ? 0 : PATIENCE - sinceAsked
  if (sinceChanged === undefined) return Math.max(asked, 0)
  const ours = tookToFinish === undefined ? PATIENCE : tookToFinish + Math.max(SECOND, tookToFinish)
  return Math.max(asked, ours - sinceChanged, 0)
}

function wait(time: number): Step {
  return { do: 'wait', time }
}
