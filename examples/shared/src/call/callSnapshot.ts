import type { Path } from '../connection/selectedPath.ts'
import { SIDES, type SideName } from '../connection/sideName.ts'
import type { CallHistory } from './callHistory.ts'
import { countRotations, emptyHistory } from './callHistory.ts'
import type { CallState } from './callState.ts'
import { type CallProblems, explain, type Notice } from './explain.ts'

export interface SideSnapshot {
  pc: RTCPeerConnection | undefined
  /** What this side sees: the picture of the other. */
  received: MediaStream | undefined
  /** What it sends. */
  sent: MediaStream | undefined
  path: Path
  /** Whether it has heard nothing for a second. */
  isSilent: boolean
}

/** What the screen shows at one instant. */
export interface CallSnapshot {
  /** In milliseconds since the epoch. */
  now: number
  state: CallState
  withFreshice: boolean
  /** The sides that are in this page; the other one, if any, is in another tab. */
  here: readonly SideName[]
  ada: SideSnapshot
  ben: SideSnapshot
  relayed: 'yes' | 'no' | 'unknown'
  rotations: number
  restarts: number
  /** In whole milliseconds. */
  largestPause: number
  /** What is left of the credential in hand, in whole seconds. */
  expiresIn: number
  /** The same as a share of its life, 0 to 1. */
  lifeLeft: number
  notice: Notice | undefined
  history: CallHistory
}

type Told = 'now' | 'state' | 'withFreshice' | 'here' | 'ada' | 'ben' | 'history'

export interface CallFacts extends Pick<CallSnapshot, Told> {
  /** In milliseconds. */
  largestPause: number
  problems: CallProblems
}

const NOBODY: SideSnapshot = { pc: undefined, received: undefined, sent: undefined, path: 'unknown', isSilent: false }

/** What the screen shows before the first call. */
export const idleSnapshot: CallSnapshot = callSnapshot({
  now: 0,
  state: 'idle',
  withFreshice: true,
  here: SIDES,
  ada: NOBODY,
  ben: NOBODY,
  history: emptyHistory(0),
  largestPause: 0,
  problems: {},
})

export function callSnapshot({ problems, ...facts }: CallFacts): CallSnapshot {
  const { now, here, history } = facts
  const credential = history.credentials.at(-1)
  const left = credential ? Math.max(0, credential.expiresAt - now) : 0
  return {
    ...facts,
    relayed: relayed(here.map((side) => facts[side].path)),
    rotations: countRotations(history),
    restarts: history.restarts.length,
    largestPause: Math.round(facts.largestPause),
    expiresIn: Math.floor(left / 1000),
    lifeLeft: credential ? left / (credential.expiresAt - credential.updatedAt) : 0,
    notice: explain(facts, problems),
  }
}

function relayed(paths: Path[]): CallSnapshot['relayed'] {
  if (paths.includes('direct')) return 'no'
  return paths.includes('unknown') ? 'unknown' : 'yes'
}
