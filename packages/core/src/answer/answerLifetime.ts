import { invalidAnswer } from './invalidAnswer.ts'

/** What is known about an answer beside its body. */
export interface AnswerContext {
  /** The `Date` header: the server's clock when it answered. */
  serverDate?: string | null | undefined
  /** The `Age` header: present when a cache answered, so that `Date` is old. */
  age?: string | null | undefined
  /** The local clock, in milliseconds since the epoch. Without it an absolute expiry counts only against `serverDate`. */
  now?: number | undefined
}

/**
 * How long an answer's credentials live, in milliseconds: its relative `ttl` (seconds) first, because that is immune to
 * wrong clocks; else its absolute `expiresAt` against the server's own time, or the local clock where there is none.
 *
 * @throws IceServersError `invalid-answer` for one that leaves no life
 */
export function answerLifetime(body: unknown, context: AnswerContext, name?: string): number | undefined {
  const { ttl, expiresAt } = Object(body) as Record<string, unknown>
  const isRelative = ttl !== undefined && ttl !== null
  const from = serverTime(context) ?? context.now
  if (!isRelative && (from === undefined || expiresAt === undefined || expiresAt === null)) return undefined
  const end = typeof expiresAt === 'string' ? Date.parse(expiresAt) : NaN
  const lifetime = isRelative ? seconds(ttl) * 1000 : end - (from ?? NaN)
  if (lifetime > 0 && lifetime < Infinity) return lifetime
  throw invalidAnswer(`has a bad ${isRelative ? 'ttl' : 'expiresAt'}: it must leave some life`, name)
}

/** The server's clock when it answered, in milliseconds since the epoch, where it told. */
export function serverTime({ serverDate, age }: AnswerContext): number | undefined {
  return (!age && serverDate && Date.parse(serverDate)) || undefined
}

function seconds(ttl: unknown): number {
  if (typeof ttl === 'number') return ttl
  return typeof ttl === 'string' && /^\d+(\.\d+)?$/.test(ttl) ? Number(ttl) : NaN
}
