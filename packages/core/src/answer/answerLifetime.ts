import { invalidAnswer } from './invalidAnswer.ts'
import type { Members } from './members.ts'

/** What is known about an answer beside its body. */
export interface AnswerContext {
  /** The `Date` header: the server's clock when it answered. */
  serverDate?: string | null | undefined
  /** The `Age` header: present when a cache answered, so that `Date` is old. */
  age?: string | null | undefined
  /** The local clock, in milliseconds since the epoch. Without it an absolute expiry counts only against `serverDate`. */
  now?: number | undefined
}

const DAY = 86_400_000
/** A number that can be epoch seconds is less than this; one in milliseconds is more. */
const LEAST_MILLISECONDS = 1e11

/**
 * How long an answer's credentials live, in milliseconds: its relative `ttl` first, because that is immune to wrong clocks;
 * else its absolute end, or the timestamp in a username, against the server's own time, or the local clock where there is
 * none. The earliest of all levels holds: those around the servers, and each server itself.
 *
 * @param isRendered whether the answer came with the page: then the earlier of the relative and the absolute end holds
 * @throws IceServersError `invalid-answer` for one that leaves no life
 */
export function answerLifetime(
  levels: Members[],
  context: AnswerContext,
  name?: string,
  isRendered?: boolean,
): number | undefined {
  /** The least of what is told at any level; it must leave some life. */
  const earliest = (what: string, pick: (level: Members) => unknown, read: (value: unknown) => number) => {
    // Some servers write null where there is nothing.
    const values = levels.map(pick).filter((value) => value !== undefined && value !== null)
    if (values.length === 0) return undefined
    const lifetime = Math.min(...values.map(read))
    if (lifetime > 0 && lifetime < Infinity) return lifetime
    throw invalidAnswer(`has a bad ${what}: it must leave some life`, name)
  }

  const served = serverTime(context)
  const from = served ?? context.now
  // Twilio tells when the credential was made, which may be a while ago.
  const made = Math.max(0, ...levels.map(({ datecreated }) => timeOf(datecreated) || 0))
  const age = served && made ? Math.max(0, served - made) : 0
  const ttl = earliest(
    'ttl',
    ({ ttl, expiryinseconds }) => ttl ?? expiryinseconds,
    (ttl) => numberOf(ttl) * 1000 - age,
  )
  if (from === undefined || (ttl !== undefined && !isRendered)) return ttl
  const left = (end: unknown) => timeOf(end) - from
  const end = earliest('expiresAt', ({ expiresat }) => expiresat, left)
  if (ttl !== undefined && end !== undefined) return Math.min(ttl, end)
  return ttl ?? end ?? earliest('timestamp in its username', ({ username }) => timestamp(username, from), left)
}

/** The server's clock when it answered, in milliseconds since the epoch, where it told. */
export function serverTime({ serverDate, age }: AnswerContext): number | undefined {
  return (!age && serverDate && Date.parse(serverDate)) || undefined
}

/** A number, or a text that is one. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : NaN
}

/** A time in milliseconds since the epoch: ISO 8601, or epoch seconds or milliseconds by size. */
function timeOf(value: unknown): number {
  const number = numberOf(value)
  if (typeof value === 'string' && Number.isNaN(number)) return Date.parse(value)
  return number < LEAST_MILLISECONDS ? number * 1000 : number
}

/** The time in a username of coturn's kind, `1790000000:name`, where it is one of our days; in epoch seconds. */
function timestamp(username: unknown, from: number): string | undefined {
  const digits = /(?:^|:)(\d{10})(?=:|$)/.exec(typeof username === 'string' ? username : '')?.[1]
  const left = Number(digits) * 1000 - from
  return left > -30 * DAY && left < 3650 * DAY ? digits : undefined
}
