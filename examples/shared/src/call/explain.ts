import type { CallHistory } from './callHistory.ts'
import type { CallState } from './callState.ts'

/** A word to the person in front of the screen. */
export interface Notice {
  tone: 'calm' | 'warning'
  title: string
  text: string
}

/** What stands in the way of the call. */
export interface CallProblems {
  /** Why there is no call: no servers, no camera, a refused description. */
  error?: string | undefined
  /** Why the last refresh of the credential failed. */
  refreshError?: string | undefined
  /** Why the call does not get to the newer credential that is there. */
  moveError?: string | undefined
  /** Why the browser may not have reached the TURN server, which it did not. */
  unreachable?: string | undefined
}

interface Explained {
  now: number
  state: CallState
  withFreshice: boolean
  history: CallHistory
}

/** How long a call may take to connect before that needs a word, in milliseconds. */
const PATIENCE = 8000

/** What needs a word in this moment, in the order of how much it matters. */
export function explain(call: Explained, problems: CallProblems): Notice | undefined {
  const { now, state, withFreshice, history } = call
  const { error, refreshError, moveError, unreachable } = problems
  if (unreachable && state !== 'connected') return warning('The relay cannot be reached', unreachable)
  if (state === 'failed' && error) return warning('There is no call', error)

  const credential = history.credentials.at(-1)
  const hasEnded = credential !== undefined && now >= credential.expiresAt
  if (hasEnded && !withFreshice && history.connectedAt !== undefined) {
    return state === 'failed' ? diedOf(history) : ENDED
  }
  if (refreshError && hasEnded) {
    return warning('No newer credential came in time', `${refreshError} So the relay has let go of the call.`)
  }
  if (state === 'failed') return FAILED
  if (error) return warning('The two sides do not understand each other', error)
  if (moveError) return warning('The call does not get to its next credential', moveError)
  if (refreshError && !credential) return warning('No credential yet', refreshError)
  if (refreshError) {
    return warning('No newer credential yet', `${refreshError} The call goes on with the one it has.`)
  }
  if (state === 'connecting' && history.openedAt !== undefined && now - history.openedAt > PATIENCE) return SLOW
  if (state === 'connected' && !withFreshice) return FROZEN
  return undefined
}

const FAILED = warning(
  'The call failed',
  'The path through the relay broke and did not come back. The relay may be down: “Try the servers” at the end of this page tells. Call again when it is back.',
)

const SLOW = warning(
  'Still connecting',
  'No path through the relay so far. The relay may be down, or a firewall in the way: “Try the servers” at the end of this page tells which.',
)

const ENDED = warning(
  'The credential has ended',
  'The relay let go of the call in that very moment: nothing arrives any more. The browser needs about 15 seconds to notice.',
)

const FROZEN: Notice = {
  tone: 'calm',
  title: 'Without freshice',
  text: 'This call fetched its credential once. Nothing renews it, so watch what happens when the time is up.',
}

function diedOf({ startedAt, credentials, failedAt }: CallHistory): Notice {
  const end = credentials.at(-1)?.expiresAt ?? startedAt
  const after = Math.round((end - startedAt) / 1000)
  const noticed = Math.max(0, Math.round(((failedAt ?? end) - end) / 1000))
  return warning(
    'The credential ended, and the call died with it',
    `After ${after} seconds the credential ran out and the relay dropped the call; ${noticed} seconds later the browser noticed. Nobody had fetched a new credential and moved the call to it. Switch freshice on and call again.`,
  )
}

function warning(title: string, text: string): Notice {
  return { tone: 'warning', title, text }
}
