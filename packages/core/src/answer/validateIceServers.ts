import { judgeIceServers, toServers } from './judgeIceServers.ts'
import type { Members } from './members.ts'
import { type IceServerProblem, isHarmless, toProblems } from './problems.ts'

export interface ValidatedIceServers {
  /** Whether every browser accepts the value as it was given. */
  ok: boolean
  /** The list, repaired: every browser accepts it. */
  iceServers: RTCIceServer[]
  /** What was wrong, one entry for each thing done. */
  problems: IceServerProblem[]
}

/**
 * Makes a list that every browser accepts: one bad URL would make `new RTCPeerConnection` throw and lose the whole list,
 * so faults are repaired or left out, and reported. Never throws.
 */
export function validateIceServers(value: unknown): ValidatedIceServers {
  const isList = Array.isArray(value)
  const list = isList ? value : Object(value) === value ? [value] : []
  const { urls, faults } = judgeIceServers(list, '', (entry) => entry as Members)
  if (!isList) faults.unshift({ path: '', kind: 'list', given: value })
  return { ok: faults.every(isHarmless), iceServers: toServers(urls), problems: toProblems(faults) }
}
