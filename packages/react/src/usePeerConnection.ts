import {
  type KeepFreshOptions,
  type LivePeerConnection,
  livePeerConnection,
  noPeerConnection,
  type PeerConnectionState,
} from '@freshice/core'
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react'
import { type IceSource, useIceClient } from './useIceClient.ts'
import { useKeepFresh } from './useKeepFresh.ts'
import { useLatest } from './useLatest.ts'
import { useStateOf } from './useStateOf.ts'

/** The configuration of the connection, whose `iceServers` come from the client, and the options of `keepFresh`. */
export type UsePeerConnectionOptions = Omit<RTCConfiguration, 'iceServers'> & KeepFreshOptions

/** The connection, or why there is none yet. */
export interface UsePeerConnectionReturn extends PeerConnectionState {
  /** Closes the connection and makes another one, with the options of now. */
  recreate: () => void
}

/**
 * One connection for the life of the component: made when servers are ready, kept fresh, closed at the end. Only
 * `recreate()` and another client replace it; newer credentials, other options and a failure of the connection do not.
 *
 * @param source a client or the URL of your endpoint. @default the provided client
 * @throws TypeError when there is neither a source nor a provided client
 * @example
 * const { pc, connectionState, error, recreate } = usePeerConnection('/api/ice-servers', { iceTransportPolicy: 'relay' })
 */
export function usePeerConnection(source?: IceSource, options: UsePeerConnectionOptions = {}): UsePeerConnectionReturn {
  const client = useIceClient(source)
  const latest = useLatest(options)
  const live = useRef<LivePeerConnection>(undefined)
  const [state, setState] = useStateOf(client, noPeerConnection)
  const [round, nextRound] = useReducer((count: number) => count + 1, 0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round is another connection
  useEffect(() => {
    const own = livePeerConnection(client, () => latest.current, setState)
    live.current = own
    return own.close
  }, [client, latest, setState, round])
  useKeepFresh(state.pc, source, options)

  const recreate = useCallback(() => {
    live.current?.close()
    // The other one is made by the effect: options that were set along with it are the latest by then.
    nextRound()
  }, [])
  return useMemo(() => ({ ...state, recreate }), [state, recreate])
}
