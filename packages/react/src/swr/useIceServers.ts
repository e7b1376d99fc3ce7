import { useEffect, useMemo } from 'react'
import useSWR, { unstable_serialize, useSWRConfig } from 'swr'
import { type IceSource, useIceSource } from '../useIceClient.ts'
import { type UseIceServersReturn, useIceState } from '../useIceState.ts'
import { cachedClient } from './cachedClient.ts'

/** When to fetch is the client's business: SWR asks for the first servers and when `mutate(source)` is called. */
const QUIET = {
  revalidateOnFocus: false,
  revalidateOnReconnect: false,
  revalidateIfStale: false,
  refreshInterval: 0,
  shouldRetryOnError: false,
  suspense: false,
}

/**
 * `useIceServers` with its servers in SWR's cache, under the source as key: `useSWR(source)` reads them, `mutate(source)`
 * fetches anew, and the `fallback` that `SWRConfig` has for a URL is the client's `initial` answer.
 *
 * @param source a client or the URL of your endpoint. @default the provided client
 * @throws TypeError when there is neither a source nor a provided client
 * @example
 * const { status, iceServers, error, refresh } = useIceServers('/api/ice-servers')
 */
export function useIceServers(source?: IceSource): UseIceServersReturn {
  const given = useIceSource(source)
  const { cache, fallback, mutate } = useSWRConfig()
  const key = unstable_serialize(given)
  const initial: unknown = fallback[key]
  const cached = useMemo(
    () => cachedClient({ cache, mutate, source: given, key, initial }),
    [cache, mutate, given, key, initial],
  )
  useSWR(given, cached.fetch, { ...QUIET, revalidateOnMount: cached.client.getState().status === 'pending' })
  useEffect(() => cached.follow(), [cached])
  return useIceState(cached.client)
}
