import type { IceServersAnswer } from '../turnProvider.ts'

/**
 * How long a credential may still be promised to live, in whole seconds, when it is handed out again at `now`; undefined
 * when it is too old for that. Clients refresh below two thirds of a life: an older one would bring them straight back.
 */
export function reusableTtl(answer: Pick<IceServersAnswer, 'ttl' | 'expiresAt'>, now: number): number | undefined {
  const life = answer.ttl * 1000
  const left = Date.parse(answer.expiresAt) - now
  // More than its whole life: a clock was set back, and nobody knows.
  if (!(left > (life * 2) / 3 && left <= life)) return undefined
  const ttl = Math.floor(left / 1000)
  // Nothing can be promised for 0 seconds.
  return ttl > 0 ? ttl : undefined
}
