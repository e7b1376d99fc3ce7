import type { IceClientOptions } from '../iceClient.ts'

/** What setTimeout can take, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1

/** @throws TypeError that names the source or option that makes no sense */
export function checkOptions(source: unknown, { timeout, ttl, fallback }: IceClientOptions): void {
  const isUrl = (typeof source === 'string' && source !== '') || source instanceof URL
  if (!isUrl && typeof source !== 'function')
    throw new TypeError('createIceClient: source must be a URL or a function that fetches ICE servers.')
  for (const [name, value] of Object.entries({ timeout, ttl })) {
    if (value !== undefined && !(value > 0 && value <= LONGEST_TIMER))
      throw new TypeError(`createIceClient: ${name} must be a positive number.`)
  }
  if (fallback !== undefined && !Array.isArray(fallback))
    throw new TypeError('createIceClient: fallback must be a list of ICE servers.')
}
