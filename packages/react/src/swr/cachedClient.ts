import { createIceClient, type IceClient, type IceState, sharedIceClient } from '@freshice/core'
import type { useSWRConfig } from 'swr'

/**
 * What SWR's cache holds under the source: an answer like your endpoint's, so that it can be a `fallback` or `initial`
 * again; null while there are no servers. Never an expired credential.
 */
export interface CachedIceServers {
  iceServers: RTCIceServer[]
  /** When they run out, in ISO 8601 by the page's clock; missing = never. */
  expiresAt?: string | undefined
}

/** A client whose servers are shown in one SWR cache. */
export interface CachedClient {
  client: IceClient
  /** SWR's fetcher: the client asks, but for a cache that only lacks what the client has. */
  fetch(): Promise<CachedIceServers | null>
  /** Keeps the cache equal to the client's state until the last one ends it; then the credentials leave the cache. */
  follow(): () => void
}

export interface CachedClientOptions extends Pick<ReturnType<typeof useSWRConfig>, 'cache' | 'mutate'> {
  /** The source, which is SWR's key. */
  source: IceClient | string
  /** The same as SWR writes it. */
  key: string
  /** The `fallback` of SWRConfig for it. */
  initial: unknown
}

// SWR's own caches live as long: a cache that is gone takes its clients along.
const known = new WeakMap<object, Map<string, CachedClient>>()

/** The one client of a source in a cache; on a server, where caches are shared between users, a new one each time. */
export function cachedClient(options: CachedClientOptions): CachedClient {
  if (typeof window === 'undefined') return create(options)
  const clients = known.get(options.cache) ?? new Map<string, CachedClient>()
  const client = clients.get(options.key) ?? create(options)
  known.set(options.cache, clients.set(options.key, client))
  return client
}

function create({ source, key, initial, cache, mutate }: CachedClientOptions): CachedClient {
  const client = clientOf(source, initial)
  let followers = 0
  let unsubscribe = () => {}
  /** What readers of the cache see. */
  let shown: CachedIceServers | null | undefined = initial === undefined ? null : undefined

  function show(next: CachedIceServers | null) {
    const isSame = next?.iceServers === shown?.iceServers && next?.expiresAt === shown?.expiresAt
    if (isSame && shown !== undefined) return
    shown = next
    // Rejects when the cache's SWRConfig has gone before its components.
    mutate(source, next, { revalidate: false }).catch(() => {
      if (!shown) cache.delete(key)
    })
  }

  return {
    client,
    async fetch() {
      const isKnown = client.getState().iceServers !== undefined && cache.get(key)?.data === undefined
      if (!isKnown) await client.refresh()
      return answerOf(client.getState())
    },
    follow() {
      followers += 1
      if (followers === 1) unsubscribe = client.subscribe((state) => show(answerOf(state)))
      show(answerOf(client.getState()))
      return () => {
        followers -= 1
        if (followers > 0) return
        unsubscribe()
        show(null)
      }
    },
  }
}

function clientOf(source: IceClient | string, initial: unknown): IceClient {
  if (typeof source !== 'string') return source
  return initial === undefined ? sharedIceClient(source) : createIceClient(source, { initial })
}

function answerOf({ iceServers, expiresAt = Infinity }: IceState): CachedIceServers | null {
  if (!iceServers) return null
  return { iceServers, expiresAt: expiresAt < Infinity ? new Date(expiresAt).toISOString() : undefined }
}
