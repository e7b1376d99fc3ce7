import {
  type IceProbeState,
  type LiveIceProbe,
  liveIceProbe,
  noIceProbe,
  type ProbeOptions,
} from '@freshice/core/probe'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type IceSource, useIceClient } from './useIceClient.ts'
import { useLatest } from './useLatest.ts'

export type UseIceProbeOptions = Pick<ProbeOptions, 'timeout'>

/** What is known of the servers so far. */
export interface UseIceProbeReturn extends IceProbeState {
  /** Tries all servers anew. Resolves with what came of it and never rejects: what went wrong is its `error`. */
  probe: () => Promise<IceProbeState>
}

/**
 * Finds out, when asked to, which ICE servers work from here, and why the others do not: see `probeIceServers`. A new probe
 * ends the one before, and so does the end of the component, or another client.
 *
 * @param source a client or the URL of your endpoint. @default the provided client
 * @throws TypeError when there is neither a source nor a provided client
 * @example
 * const { results, isProbing, error, probe } = useIceProbe('/api/ice-servers')
 */
export function useIceProbe(source?: IceSource, options: UseIceProbeOptions = {}): UseIceProbeReturn {
  const client = useIceClient(source)
  const latest = useLatest(options)
  const live = useRef<LiveIceProbe>(undefined)
  const [shown, setShown] = useState({ client, state: noIceProbe })
  // At once, not an effect later: results of the client before are none of this one.
  const state = shown.client === client ? shown.state : noIceProbe

  useEffect(() => {
    const own = liveIceProbe(client, (state) =>
      setShown((shown) => (shown.state === state ? shown : { client, state })),
    )
    live.current = own
    return () => {
      live.current = undefined
      own.end()
    }
  }, [client])

  const probe = useCallback(async () => {
    // Effects of children run before the one above: theirs wait for it.
    if (!live.current) await undefined
    return (await live.current?.probe(latest.current)) ?? noIceProbe
  }, [latest])
  return useMemo(() => ({ ...state, probe }), [state, probe])
}
