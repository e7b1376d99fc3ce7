import { type IceClient, type IceState, refreshState, trackState } from '@freshice/core'
import { useMemo, useSyncExternalStore } from 'react'
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
 * The component renders when something changes that it has read. On a server nothing is fetched: the state is that of the
 * client's `initial` answer, else `pending`.
 *
 * @param source a client or the URL of your endpoint. @default the provided client
 * @throws TypeError when there is neither a source nor a provided client
 * @example
 * const { status, iceServers, error, refresh } = useIceServers('/api/ice-servers')
 */
export function useIceServers(source?: IceSource): UseIceServersReturn {
  const client = useIceClient(source)
  const state = useMemo(() => trackState(client, { client, refresh: () => refreshState(client) }), [client])
  return useSyncExternalStore(state.subscribe, state.getSnapshot, state.getServerSnapshot)
}
