import type { Generation } from '../generation.ts'
import { moment } from '../platform.ts'
import { elapsed } from '../schedule/lifetime.ts'
import { withinTime } from '../withinTime.ts'
import { firstGeneration } from './firstGeneration.ts'
import type { Internals } from './internals.ts'
import type { KeepFreshEvent, KeepFreshOptions } from './keepFreshOptions.ts'
import { refusedUrl } from './refusal.ts'
import type { ConnectionFacts } from './restartFacts.ts'
import { restartPlan } from './restartPlan.ts'
import { createRestartProgress } from './restartProgress.ts'
import type { RestartReason } from './restartReason.ts'
import { roleOf } from './roleOf.ts'
import { createRunningOn } from './runningOn.ts'
import { areEqual } from './sameServers.ts'
import { createTrouble } from './trouble.ts'
import { type SelectedPath, usesRelay } from './usesRelay.ts'

/** The least time between two requests for servers because one was refused, in milliseconds. */
const REFUSAL_PAUSE = 30_000
/** How long to wait for the stats, in milliseconds: Firefox never answers when the connection closes meanwhile. */
const STATS_TIME = 2000
/** In how many milliseconds to look again after a second change in one look. */
const AT_ONCE_AGAIN = 100

/** Carries one connection over to newer servers, a step at a time. It does not hold the connection. */
export interface CarryOver {
  /** Does what is due and answers in how many milliseconds to look again. It is not to be called twice at once. */
  step(live: RTCPeerConnection): Promise<number>
  /** The connection has gathered a candidate. */
  onCandidate(event: RTCPeerConnectionIceEvent): void
  /** A STUN or TURN server has answered with an error, or not at all. */
  onCandidateError(live: RTCPeerConnection, event: RTCPeerConnectionIceErrorEvent): void
}

export function createCarryOver(
  pc: RTCPeerConnection,
  internals: Internals,
  options: KeepFreshOptions,
  emit: (event: KeepFreshEvent) => void,
  hasEnded: () => boolean,
): CarryOver {
  const { restartIce = 'relayed', polite } = options
  const { platform, refused } = internals
  const random = platform.random()
  const runningOn =
    internals.connections.get(pc) ??
    createRunningOn(firstGeneration(pc, internals.generation(), moment(platform)), platform.monotonic())
  internals.connections.set(pc, runningOn)
  const trouble = createTrouble()
  const restart = createRestartProgress(platform, options, emit)
  let moved = runningOn.running(pc)
  let unusable: Generation | undefined
  /** What the gathering under way has come to. */
  let isRefused = false
  let candidateUfrag: string | null | undefined

  function facts(live: RTCPeerConnection, path: SelectedPath['path'] | undefined): ConnectionFacts {
    const now = moment(platform)
    const newest = internals.generation()
    const applied = runningOn.applied()
    const running = runningOn.running(live)
    const troubled = trouble.look(live, now.monotonic)
    return {
      ...troubled,
      ...restart.look(live.signalingState === 'stable', restartIce !== 'never' && running !== applied),
      needsServers: !newest || refused.has(newest) || elapsed(newest.start, now) > (troubled.sinceTrouble ?? Infinity),
      sinceRefresh: now.monotonic - internals.lastRefresh,
      signalingState: live.signalingState,
      isConnected: live.iceConnectionState === 'connected' || live.iceConnectionState === 'completed',
      hasLocalDescription: live.localDescription !== null,
      hasNewer: newest !== undefined && newest !== applied && newest !== unusable,
      age: elapsed(running.start, now),
      lifetime: running.lifetime,
      isRefused: refused.has(running),
      isOutdated: running !== applied,
      isDoomed: isRefused && !runningOn.ufrags(live).includes(candidateUfrag ?? ''),
      role: roleOf(live, polite, random),
      sinceApplied: now.monotonic - runningOn.appliedAt(),
      sinceOtherRestart: now.monotonic - internals.lastRestart,
      connections: internals.kept,
      path,
      restartIce,
    }
  }

  function note(live: RTCPeerConnection) {
    if (!runningOn.note(live, platform.monotonic())) return
    restart.onChange()
    isRefused = false
  }

  function apply(live: RTCPeerConnection) {
    const newest = internals.generation()
    const applied = runningOn.applied()
    if (!newest) return
    if (areEqual(newest.iceServers, applied.iceServers)) {
      if (moved === applied) moved = newest
      runningOn.prolong(newest)
      return
    }
    try {
      // Alone, iceServers would reset the rest of the configuration: 'relay' would become 'all' and show addresses.
      live.setConfiguration({ ...live.getConfiguration(), iceServers: newest.iceServers })
    } catch (error) {
      unusable = newest
      emit({ type: 'failed', doing: 'apply', error })
      return
    }
    runningOn.apply(newest, platform.monotonic())
    emit({ type: 'applied', expiresAt: newest.start.wall + newest.lifetime })
  }

  async function measure(live: RTCPeerConnection): Promise<SelectedPath['path']> {
    const look = withinTime(() => usesRelay(live), STATS_TIME, platform)
    const { path = 'unknown', ufrag } = await look.catch((): Partial<SelectedPath> => ({}))
    if (hasEnded() || live.signalingState === 'closed') return path
    note(live)
    // Chromium may pair its new candidates with the old ones of the other side before the answer is there.
    const isFinished = live.signalingState === 'stable' && ufrag !== undefined && runningOn.ufrags(live).includes(ufrag)
    if (!isFinished || !restart.finish()) return path
    const running = runningOn.running(live)
    if (running !== moved) emit({ type: 'moved', expiresAt: running.start.wall + running.lifetime })
    moved = running
    return path
  }

  function askForRestart(live: RTCPeerConnection, reason: RestartReason) {
    internals.lastRestart = platform.monotonic()
    if (reason === 'repair') trouble.repaired(internals.lastRestart)
    restart.ask(live, reason)
  }

  function refresh(live: RTCPeerConnection) {
    internals.lastRefresh = platform.monotonic()
    const running = runningOn.running(live)
    if (refused.has(running)) internals.refuse(running)
    else internals.refresh()
  }

  async function step(live: RTCPeerConnection): Promise<number> {
    let path: SelectedPath['path'] | undefined
    let hasApplied = false
    for (;;) {
      if (hasEnded() || live.signalingState === 'closed') return 0
      note(live)
      const next = restartPlan(facts(live, path))
      if (typeof next === 'number') return next
      // Once in a look: a client that is never at rest must not keep the page busy.
      if (next === 'apply' && hasApplied) return AT_ONCE_AGAIN
      if (next === 'measure') path = await measure(live)
      else if (next === 'refresh') refresh(live)
      else if (next === 'apply') {
        apply(live)
        hasApplied = true
      } else askForRestart(live, next)
    }
  }

  return {
    step,
    onCandidate({ candidate }) {
      if (candidate?.candidate) candidateUfrag = candidate.usernameFragment
    },
    onCandidateError(live, event) {
      const url = refusedUrl(event, live.getConfiguration().iceServers ?? [])
      if (url === undefined) return
      note(live)
      isRefused = true
      const running = runningOn.running(live)
      // Several URLs of one server refuse it one after the other.
      if (refused.has(running)) return
      refused.add(running)
      emit({ type: 'refused', url })
      if (platform.monotonic() - internals.lastRefresh >= REFUSAL_PAUSE) refresh(live)
    },
  }
}
