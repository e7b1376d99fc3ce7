import type { Generation } from '../generation.ts'
import type { IceState } from '../iceClient.ts'
import { elapsed, lifeLeft, type Moment } from '../schedule/lifetime.ts'
import type { Failure } from './refresher.ts'

export interface Known {
  generation: Generation | undefined
  failure: Failure | undefined
  isRefreshing: boolean
  fallback: RTCIceServer[] | undefined
}

/** The public state of what is known: `previous` itself when nothing in it has changed. */
export function iceState(known: Known, now: Moment, previous?: IceState): IceState {
  const next = build(known, now)
  const keys = Object.keys(next) as (keyof IceState)[]
  return previous && keys.every((key) => Object.is(next[key], previous[key])) ? previous : next
}

function build({ generation, failure, isRefreshing, fallback }: Known, now: Moment): IceState {
  const { error, at, delay = Infinity } = failure ?? {}
  const nextAttemptAt = at && !isRefreshing && delay < Infinity ? at.wall + delay : undefined
  const common = { isRefreshing, error, nextAttemptAt, iceServers: fallback }
  if (!generation) {
    const dates = { expiresAt: undefined, refreshAt: undefined, updatedAt: undefined }
    return error ? { status: 'unavailable', ...common, ...dates, error } : { status: 'pending', ...common, ...dates }
  }
  const { iceServers, open, start, lifetime, refreshAge } = generation
  const dates = { expiresAt: start.wall + lifetime, refreshAt: start.wall + refreshAge, updatedAt: start.wall }
  if (lifeLeft(generation, now) <= 0) return { status: 'expired', ...common, ...dates, iceServers: fallback ?? open }
  const isStale = elapsed(start, now) >= refreshAge && (error !== undefined || !isRefreshing)
  return { status: isStale ? 'stale' : 'fresh', ...common, ...dates, iceServers }
}
