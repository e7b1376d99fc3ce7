import { createIceClient } from './createIceClient.ts'
import type { IceClient } from './iceClient.ts'

const clients = new Map<string, IceClient>()

/**
 * The one client of a URL in this page. Undefined on a server, where a shared client would mix users.
 *
 * @internal for adapters
 */
export function sharedIceClient(url: string | URL): IceClient | undefined {
  if (typeof window === 'undefined') return undefined
  const key = new URL(url, location.href).href
  let client = clients.get(key)
  if (!client) {
    client = createIceClient(key)
    clients.set(key, client)
  }
  return client
}
