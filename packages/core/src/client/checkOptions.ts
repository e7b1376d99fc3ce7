import type { IceClientOptions } from '../iceClient.ts'

/** What setTimeout can take, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1

/** @throws TypeError that names the source or option that makes no sense */
export function checkOptions(source: unknown, { timeout, ttl, fallback, filter, maxUrls }: IceClientOptions): void {
  const isUrl = source instanceof URL || (typeof source === 'string' && source !== '')
  check(isUrl || typeof source === 'function', 'source must be a URL or a function')
  for (const [name, value] of Object.entries({ timeout, ttl, maxUrls }))
    check(value === undefined || (value > 0 && value <= LONGEST_TIMER), `${name} must be a positive number`)
  check(filter === undefined || typeof filter === 'function', 'filter must be a function')
  check(fallback === undefined || Array.isArray(fallback), 'fallback must be a list of ICE servers')
}

function check(makesSense: boolean, rule: string): void {
  if (!makesSense) throw new TypeError(`createIceClient: ${rule}.`)
}
