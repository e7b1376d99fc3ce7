import { IceServersError } from '../errors.ts'

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
 */
export function answerLifetime(body: unknown, context: AnswerContext): number | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { ttl, expiresAt } = body as Record<string, unknown>
  if (ttl !== undefined && ttl !== null) return positive(seconds(ttl) * 1000, 'ttl')
  if (expiresAt === undefined || expiresAt === null) return undefined
  const end = typeof expiresAt === 'string' ? Date.parse(expiresAt) : NaN
  const served = context.serverDate && !context.age ? Date.parse(context.serverDate) : NaN
  const from = Number.isNaN(served) ? context.now : served
  if (from === undefined) return undefined
  return positive(end - from, 'expiresAt')
}

function seconds(ttl: unknown): number {
  if (typeof ttl === 'number') return ttl
  return typeof ttl === 'string' && /^\d+(\.\d+)?$/.test(ttl) ? Number(ttl) : NaN
}

function positive(lifetime: number, name: string): number {
  if (Number.isFinite(lifetime) && lifetime > 0) return lifetime
  throw new IceServersError('invalid-answer', `The answer's ${name} leaves no life: it must be in the future.`)
}
