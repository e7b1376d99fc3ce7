import type { IceServersError } from '../errors.ts'
import type { Generation } from '../generation.ts'
import type { IceState } from '../iceClient.ts'
import { elapsed, lifeLeft, type Moment } from '../schedule/lifetime.ts'

export interface Known {
  generation: Generation | undefined
  isRefreshing: boolean
  error: IceServersError | undefined
  nextAttemptAt: number | undefined
  fallback: RTCIceServer[] | undefined
}

/** The public state of what is known: `previous` itself when nothing in it has changed. */
export function iceState(known: Known, now: Moment, previous?: IceState): IceState {
  const next = build(known, now)
  if (!previous) return next
  const keys = Object.keys(next) as (keyof IceState)[]
  return keys.every((key) => Object.is(next[key], previous[key])) ? previous : next
}

// The credential-free rest of a generation, made once, so that the state stays the same object.
const leftovers = new WeakMap<Generation, RTCIceServer[]>()

function build({ generation, isRefreshing, error, nextAttemptAt, fallback }: Known, now: Moment): IceState {
  const common = { isRefreshing, error, nextAttemptAt }
  if (!generation) {
    const without = {
      ...common,
      iceServers: fallback,
      expiresAt: undefined,
      refreshAt: undefined,
      updatedAt: undefined,
    }
    return error ? { status: 'unavailable', ...without, error } : { status: 'pending', ...without }
  }
  const { start, lifetime, refreshAge } = generation
  const withServers = {
    ...common,
    expiresAt: start.wall + lifetime,
    refreshAt: start.wall + refreshAge,
    updatedAt: start.wall,
  }
  if (lifeLeft(generation, now) <= 0)
    return { status: 'expired', ...withServers, iceServers: fallback ?? withoutCredentials(generation) }
  const isPast = elapsed(start, now) >= refreshAge
  const status = isPast && (error !== undefined || !isRefreshing) ? 'stale' : 'fresh'
  return { status, ...withServers, iceServers: generation.iceServers }
}

function withoutCredentials(generation: Generation): RTCIceServer[] {
  let rest = leftovers.get(generation)
  if (!rest) {
    rest = generation.iceServers.filter(({ credential }) => credential === undefined)
    leftovers.set(generation, rest)
  }
  return rest
}
