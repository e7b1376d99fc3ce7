import type { Generation } from '../generation.ts'
import { elapsed, type Moment } from '../schedule/lifetime.ts'
import { withinTime } from '../withinTime.ts'
import type { Internals } from './internals.ts'
import type { KeepFreshEvent, KeepFreshOptions } from './keepFreshOptions.ts'
import { type ConnectionFacts, restartPlan } from './restartPlan.ts'
import { roleOf } from './roleOf.ts'
import { createRunningOn } from './runningOn.ts'
import { areEqual, comesFrom } from './sameServers.ts'
import { type SelectedPath, usesRelay } from './usesRelay.ts'

/** How soon an offer is to follow an ICE restart that was asked for, in milliseconds. */
const ANSWER_TIME = 3000
/** How long to wait for the stats, in milliseconds: Firefox never answers when the connection closes meanwhile. */
const STATS_TIME = 2000
/** In how many milliseconds to look again after a second change in one look. */
const AT_ONCE_AGAIN = 100
const UNKNOWN: SelectedPath = { path: 'unknown', ufrag: undefined }
const UNANSWERED =
  'No offer followed restartIce(): add a negotiationneeded handler that sends one, or pass `restart` where the other side makes the offers.'
const UNANSWERED_OWN =
  'No new offer or answer followed the `restart` callback: does the other side make an offer with an ICE restart?'

/**
 * Carries one connection over to newer servers, a step at a time. The function it returns does what is due and answers
 * in how many milliseconds to look again; it is not to be called twice at once. It does not hold the connection.
 */
export function createCarryOver(
  pc: RTCPeerConnection,
  internals: Internals,
  options: KeepFreshOptions,
  emit: (event: KeepFreshEvent) => void,
  hasEnded: () => boolean,
): (live: RTCPeerConnection) => Promise<number> {
  const { restartIce = 'relayed', polite, restart } = options
  const { platform } = internals
  const moment = (): Moment => ({ wall: platform.now(), monotonic: platform.monotonic() })
  const random = platform.random()
  const runningOn =
    internals.connections.get(pc) ?? createRunningOn(firstGeneration(pc, internals, moment()), platform.monotonic())
  internals.connections.set(pc, runningOn)
  let moved = runningOn.running(pc)
  let refused: Generation | undefined
  let askedAt: number | undefined
  let isUnanswered = false
  let changedAt: number | undefined
  let finishedAt: number | undefined

  function facts(live: RTCPeerConnection, path: SelectedPath['path'] | undefined): ConnectionFacts {
    const now = moment()
    const since = (then: number | undefined) => (then === undefined ? undefined : now.monotonic - then)
    const newest = internals.generation()
    const applied = runningOn.applied()
    const running = runningOn.running(live)
    const states: string[] = [live.connectionState, live.iceConnectionState]
    return {
      signalingState: live.signalingState,
      isInTrouble: states.includes('disconnected') || states.includes('failed'),
      isConnected: live.iceConnectionState === 'connected' || live.iceConnectionState === 'completed',
      hasLocalDescription: live.localDescription !== null,
      hasNewer: newest !== undefined && newest !== applied && newest !== refused,
      running: running === applied ? undefined : { age: elapsed(running.start, now), lifetime: running.lifetime },
      role: roleOf(live, polite, random),
      sinceApplied: now.monotonic - runningOn.appliedAt(),
      sinceAsked: since(askedAt),
      sinceChanged: since(changedAt),
      tookToFinish: changedAt !== undefined && finishedAt !== undefined ? finishedAt - changedAt : undefined,
      sinceOtherRestart: now.monotonic - internals.lastRestart,
      connections: internals.kept,
      path,
      restartIce,
    }
  }

  function note(live: RTCPeerConnection) {
    if (!runningOn.note(live, platform.monotonic())) return
    changedAt = platform.monotonic()
    finishedAt = undefined
    askedAt = undefined
  }

  function apply(live: RTCPeerConnection) {
    const newest = internals.generation()
    if (!newest) return
    if (areEqual(newest.iceServers, runningOn.applied().iceServers)) {
      if (moved === runningOn.applied()) moved = newest
      runningOn.prolong(newest)
      return
    }
    try {
      // Alone, iceServers would reset the rest of the configuration: 'relay' would become 'all' and show addresses.
      live.setConfiguration({ ...live.getConfiguration(), iceServers: newest.iceServers })
    } catch (error) {
      refused = newest
      emit({ type: 'failed', doing: 'apply', error })
      return
    }
    runningOn.apply(newest, platform.monotonic())
    emit({ type: 'applied', expiresAt: newest.start.wall + newest.lifetime })
  }

  async function measure(live: RTCPeerConnection): Promise<SelectedPath['path']> {
    const { path, ufrag } = (await withinTime(usesRelay(live), STATS_TIME, platform)) ?? UNKNOWN
    if (hasEnded() || live.signalingState === 'closed') return path
    note(live)
    const isFinished = ufrag !== undefined && runningOn.ufrags(live).includes(ufrag)
    if (changedAt === undefined || finishedAt !== undefined || !isFinished) return path
    finishedAt = platform.monotonic()
    const running = runningOn.running(live)
    if (running !== moved) emit({ type: 'moved', expiresAt: running.start.wall + running.lifetime })
    moved = running
    return path
  }

  async function askForRestart(live: RTCPeerConnection) {
    askedAt = platform.monotonic()
    isUnanswered = false
    internals.lastRestart = askedAt
    emit({ type: 'restarting', reason: 'credential' })
    try {
      await (restart ? restart(live, 'credential') : live.restartIce())
    } catch (error) {
      emit({ type: 'failed', doing: 'restart', error })
    }
  }

  /** `restartIce()` only asks: it is the app that makes the offer. */
  function tellUnanswered() {
    if (askedAt === undefined || isUnanswered || platform.monotonic() - askedAt < ANSWER_TIME) return
    isUnanswered = true
    emit({ type: 'restart-unanswered', message: restart ? UNANSWERED_OWN : UNANSWERED })
  }

  return async (live) => {
    let path: SelectedPath['path'] | undefined
    let hasApplied = false
    for (;;) {
      if (hasEnded() || live.signalingState === 'closed') return 0
      note(live)
      tellUnanswered()
      const step = restartPlan(facts(live, path))
      if (step.do === 'wait') return step.time
      if (step.do === 'restart') askForRestart(live)
      if (step.do === 'measure') path = await measure(live)
      // Once in a look: a client that is never at rest must not keep the page busy.
      if (step.do === 'apply' && hasApplied) return AT_ONCE_AGAIN
      if (step.do === 'apply') {
        apply(live)
        hasApplied = true
      }
    }
  }
}

/** What the connection was made with: the client's current servers, or something unknown that is due to be replaced. */
function firstGeneration(pc: RTCPeerConnection, { generation }: Internals, now: Moment): Generation {
  const current = generation()
  if (current && comesFrom(pc.getConfiguration().iceServers, current.iceServers)) return current
  return { iceServers: [], open: [], start: now, lifetime: 0, refreshAge: 0 }
}
