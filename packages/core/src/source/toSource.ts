import type { FetchIceServers, IceClientOptions } from '../iceClient.ts'
import type { Platform } from '../platform.ts'
import type { Source } from './attempt.ts'
import { endpoint } from './endpoint.ts'

/** Makes a source of what the app has given: its endpoint's URL, or a function of its own. */
export function toSource(
  source: string | URL | FetchIceServers,
  options: IceClientOptions,
  platform: Platform,
): Source {
  if (typeof source === 'function') return async (context) => ({ body: await source(context) })
  return endpoint(String(source), options, platform)
}
