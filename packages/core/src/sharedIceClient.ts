import { createIceClient } from './createIceClient.ts'
import { IceServersError } from './errors.ts'
import type { IceClient } from './iceClient.ts'
import { pendingState } from './pendingState.ts'

const clients = new Map<string, IceClient>()

/**
 * What a URL stands for on a server, where a shared client would mix users: always pending, never a request.
 *
 * @internal for adapters
 */
export const serverIceClient: IceClient = {
  getState: () => pendingState,
  subscribe: () => () => {},
  getIceServers: refuse,
  refresh: refuse,
  clear() {},
}

/**
 * The one client of a URL in this page; `serverIceClient` on a server.
 *
 * @internal for adapters
 */
export function sharedIceClient(url: string | URL): IceClient {
  if (typeof window === 'undefined') return serverIceClient
  // An empty one would mean the page itself; createIceClient says what is wrong.
  // A relative one means what it means to fetch, <base> and frames without an address of their own included.
  const key = url === '' ? url : new URL(url, document.baseURI).href
  let client = clients.get(key)
  if (!client) {
    client = createIceClient(key)
    clients.set(key, client)
  }
  return client
}

async function refuse(): Promise<never> {
  throw new IceServersError(
    'network',
    'On a server a URL is not asked for ICE servers. Ask in an effect, or make a client.',
  )
}
