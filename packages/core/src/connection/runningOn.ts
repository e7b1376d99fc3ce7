import type { Generation } from '../generation.ts'

/** A gathering that starts this soon after new servers may still use the ones before, in milliseconds. */
const DOUBT = 50
/** How many gatherings are remembered: Firefox comes back to the ufrag of an offer that was rolled back. */
const REMEMBERED = 8

/** Remembers which generation each gathering of one connection used: no event tells, the ICE ufrag does. */
export interface RunningOn {
  /** The generation in the connection's configuration. */
  applied(): Generation
  /** When it was put there. */
  appliedAt(): number
  /** Notes the gatherings that are new. Returns whether the connection has moved on to another one. */
  note(pc: RTCPeerConnection, now: number): boolean
  /** A newer generation is in the configuration now. */
  apply(generation: Generation, now: number): void
  /** The same servers came again with a longer life. */
  prolong(generation: Generation): void
  /** The generation with the earliest end among those in use. */
  running(pc: RTCPeerConnection): Generation
  /** The ICE ufrags in use. */
  ufrags(pc: RTCPeerConnection): string[]
}

export function createRunningOn(first: Generation, now: number): RunningOn {
  const gatherings = new Map<string, Generation>()
  let applied = first
  let before = first
  let appliedAt = now - DOUBT
  let inUse = ''

  /** A rolled-back offer has gathered too, but a stable connection goes on with the current description. */
  const ufrags = (pc: RTCPeerConnection) =>
    ufragsOf(pc.signalingState === 'stable' ? pc.currentLocalDescription : pc.localDescription)

  return {
    applied: () => applied,
    appliedAt: () => appliedAt,
    note(pc, at) {
      const known = [...ufragsOf(pc.currentLocalDescription), ...ufragsOf(pc.pendingLocalDescription)]
      for (const ufrag of known) {
        // In doubt the older one: that costs a restart, and never a call.
        if (!gatherings.has(ufrag)) gatherings.set(ufrag, at - appliedAt < DOUBT ? before : applied)
      }
      for (const ufrag of gatherings.keys())
        if (gatherings.size > REMEMBERED && !known.includes(ufrag)) gatherings.delete(ufrag)
      const previous = inUse
      inUse = ufrags(pc).join() || inUse
      return previous !== '' && previous !== inUse
    },
    apply(generation, at) {
      before = applied
      applied = generation
      appliedAt = at
    },
    prolong(generation) {
      for (const [ufrag, used] of gatherings) if (used === applied) gatherings.set(ufrag, generation)
      applied = generation
    },
    running(pc) {
      const used = ufrags(pc).map((ufrag) => gatherings.get(ufrag) ?? applied)
      return used.reduce((first, next) => (end(next) < end(first) ? next : first), used[0] ?? applied)
    },
    ufrags,
  }
}

function ufragsOf(description: RTCSessionDescription | null): string[] {
  const lines = (description?.sdp ?? '').matchAll(/^a=ice-ufrag:(\S+)/gm)
  return [...new Set(Array.from(lines, ([, ufrag = '']) => ufrag))]
}

/** When a generation ends, on the monotonic clock. */
function end({ start, lifetime }: Generation): number {
  return start.monotonic + lifetime
}
