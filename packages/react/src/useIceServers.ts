import { type IceSource, useIceClient } from './useIceClient.ts'
import { type UseIceServersReturn, useIceState } from './useIceState.ts'

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
  return useIceState(useIceClient(source))
}
