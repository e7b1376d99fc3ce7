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
  /** The browser did not reach the TURN server. */
  isUnreachable?: boolean | undefined
}

interface Explained {
  now: number
  state: CallState
  withFreshice: boolean
  history: CallHistory
}

/** What needs a word in this moment, in the order of how much it matters. */
export function explain(call: Explained, problems: CallProblems): Notice | undefined {
  const { now, state, withFreshice, history } = call
  if (problems.isUnreachable && state !== 'connected') return UNREACHABLE
  if (state === 'failed' && problems.error) return warning('There is no call', problems.error)

  const credential = history.credentials.at(-1)
  const hasEnded = credential !== undefined && now >= credential.expiresAt
  if (hasEnded && !withFreshice && history.connectedAt !== undefined) {
    return state === 'failed' ? diedOf(history) : ENDED
  }
  if (problems.refreshError && hasEnded) {
    return warning('No newer credential came in time', `${problems.refreshError} So the relay has let go of the call.`)
  }
  if (state === 'failed') return warning('The call failed', 'The path through the relay broke and did not come back.')
  if (problems.refreshError && !credential) return warning('No credential yet', problems.refreshError)
  if (problems.refreshError) {
    return warning('No newer credential yet', `${problems.refreshError} The call goes on with the one it has.`)
  }
  if (state === 'connected' && !withFreshice) return FROZEN
  return undefined
}

const UNREACHABLE = warning(
  'The TURN server cannot be reached',
  'The browser gave up on it with error 701. Firefox refuses a TURN server on 127.0.0.1 until you open about:config and set media.peerconnection.ice.loopback to true. Then reload this page.',
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
