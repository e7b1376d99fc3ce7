import { type KeepFreshOptions, livePeerConnection, noPeerConnection, type PeerConnectionState } from '@freshice/core'
import { useEffect, useMemo, useReducer, useState } from 'react'
import { type IceSource, useIceClient } from './useIceClient.ts'
import { useKeepFresh } from './useKeepFresh.ts'
import { useLatest } from './useLatest.ts'

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
  // The effect below makes the other one: options that were set along with it are the latest by then.
  const [round, recreate] = useReducer((count: number) => count + 1, 0)
  const [shown, setShown] = useState({ client, round, state: noPeerConnection })
  // At once, not an effect later: effects of the app must not get what the one below has just closed.
  const state = shown.client === client && shown.round === round ? shown.state : noPeerConnection

  useEffect(() => {
    const show = (state: PeerConnectionState) =>
      setShown((shown) => (shown.state === state ? shown : { client, round, state }))
    return livePeerConnection(client, () => latest.current, show)
  }, [client, round, latest])
  useKeepFresh(state.pc, client, options)

  return useMemo(() => ({ ...state, recreate }), [state])
}
