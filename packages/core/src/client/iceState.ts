import type { IceState } from '../iceClient.ts'
import { elapsed, lifeLeft, type Moment } from '../schedule/lifetime.ts'
import type { Known } from './known.ts'

/** The public state of what is known: `previous` itself when nothing in it has changed. */
export function iceState(
  known: Known,
  fallback: RTCIceServer[] | undefined,
  now: Moment,
  previous?: IceState,
): IceState {
  const next = build(known, fallback, now)
  const isSame = ([key, value]: [string, unknown]) => Object.is(value, previous?.[key as keyof IceState])
  return previous && Object.entries(next).every(isSame) ? previous : next
}

function build({ generation, failure, inFlight }: Known, fallback: RTCIceServer[] | undefined, now: Moment): IceState {
  const isRefreshing = inFlight !== undefined
  const { error, at, delay = Infinity } = failure ?? {}
  const { iceServers, open, start, lifetime = 0, refreshAge = 0 } = generation ?? {}
  const isAlive = lifeLeft(generation, now) > 0
  const isStale = start && elapsed(start, now) >= refreshAge && (error !== undefined || !isRefreshing)
  const without = error ? 'unavailable' : 'pending'
  return {
    status: isAlive ? (isStale ? 'stale' : 'fresh') : start ? 'expired' : without,
    iceServers: isAlive ? iceServers : (fallback ?? open),
    expiresAt: start && start.wall + lifetime,
    refreshAt: start && start.wall + refreshAge,
    updatedAt: start?.wall,
    isRefreshing,
    error,
    nextAttemptAt: at && !isRefreshing && delay < Infinity ? at.wall + delay : undefined,
  } as IceState
}
