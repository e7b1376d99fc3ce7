import { type IceClient, type IceState, refreshState, trackState } from '@freshice/core'
import { useMemo, useSyncExternalStore } from 'react'

/** The state of the servers, a union on `status`, with what can be done about it. */
export type UseIceServersReturn = IceState & {
  /** Fetches now. Resolves with the new state and never rejects: what went wrong is its `error`. */
  refresh: () => Promise<IceState>
  /** The client in use: the same one as long as the source means the same. */
  client: IceClient
}

/** The state of a client as one component sees it: it renders when something changes that it has read. */
export function useIceState(client: IceClient): UseIceServersReturn {
  const state = useMemo(() => trackState(client, { client, refresh: () => refreshState(client) }), [client])
  return useSyncExternalStore(state.subscribe, state.getSnapshot, state.getServerSnapshot)
}
