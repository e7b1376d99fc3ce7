import { TurnProviderError } from './errors.ts'

/** Cloudflare's limit, in seconds: 48 hours. */
const longest = 172_800

/** Returns `ttl` (seconds) when it can be asked for; throws TurnProviderError `invalid-ttl` when not. `where` names the function it was given to. */
export function checkTtl(ttl: number, where: string): number {
  if (Number.isInteger(ttl) && ttl >= 1 && ttl <= longest) return ttl
  throw new TurnProviderError(
    'invalid-ttl',
    `${where}: the option ttl must be a whole number of seconds from 1 to ${longest} (48 hours), not ${described(ttl)}.`,
  )
}

function described(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return `the string ${JSON.stringify(value.slice(0, 20))}: convert it with Number()`
  return value === null ? 'null' : `a value of type ${typeof value}`
}
