import { type IceClient, type IceState, serverIceClient } from '@freshice/core'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { type IceSource, useIceClient } from './useIceClient.ts'

/** The state of the servers, a union on `status`, with what can be done about it. */
export type UseIceServersReturn = IceState & {
  /** Fetches now. Resolves with the new state and never rejects: what went wrong is its `error`. */
  refresh: () => Promise<IceState>
  /** The client in use: the same one as long as the source means the same. */
  client: IceClient
}

/**
 * ICE servers that are always fresh: fetched once for all, and renewed before they run out as long as somebody uses them.
 * On a server nothing is fetched: the state is `pending`.
 *
 * @param source a client or the URL of your endpoint. @default the provided client
 * @throws TypeError when there is neither a source nor a provided client
 * @example
 * const { status, iceServers, error, refresh } = useIceServers('/api/ice-servers')
 */
export function useIceServers(source?: IceSource): UseIceServersReturn {
  const client = useIceClient(source)
  const subscribe = useCallback((onChange: () => void) => client.subscribe(onChange), [client])
  const state = useSyncExternalStore(subscribe, () => client.getState(), serverIceClient.getState)

  const refresh = useCallback(async () => {
    try {
      await client.refresh()
    } catch {
      // The state tells it.
    }
    return client.getState()
  }, [client])

  return useMemo(() => ({ ...state, refresh, client }), [state, refresh, client])
}
