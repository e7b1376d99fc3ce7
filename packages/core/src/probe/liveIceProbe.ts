import type { IceClient } from '../iceClient.ts'
import type { IceProbeResult } from './iceProbeResult.ts'
import { type ProbeOptions, probeIceServers } from './probeIceServers.ts'

/** What an adapter shows of its probe: the same object until something in it changes. */
export interface IceProbeState {
  /** What is known so far: as it comes while probing, in the order of the servers when all is known. */
  readonly results: readonly IceProbeResult[]
  readonly isProbing: boolean
  /** Why there was nothing to try: no servers could be had. */
  readonly error: Error | undefined
}

/** @internal for adapters */
export interface LiveIceProbe {
  /** Tries the client's servers, and ends a probe under way. Resolves with what came of it; never rejects. */
  probe(options?: Pick<ProbeOptions, 'timeout'>): Promise<IceProbeState>
  /** Ends a probe under way, and forgets what was found. */
  end(): void
}

/** @internal for adapters */
export const noIceProbe: IceProbeState = { results: [], isProbing: false, error: undefined }

/**
 * Probes a client's servers when asked to, and tells of it.
 *
 * @internal for adapters
 */
export function liveIceProbe(client: IceClient, onChange: (state: IceProbeState) => void): LiveIceProbe {
  let ended = new AbortController()

  function end() {
    ended.abort()
    onChange(noIceProbe)
  }

  return {
    end,
    async probe({ timeout } = {}) {
      ended.abort()
      ended = new AbortController()
      const { signal } = ended
      let state = noIceProbe
      const show = (more: Partial<IceProbeState>) => {
        state = { ...state, ...more }
        if (!signal.aborted) onChange(state)
      }
      show({ isProbing: true })
      try {
        const iceServers = await client.getIceServers({ signal })
        const onResult = (result: IceProbeResult) => show({ results: [...state.results, result] })
        const results = await probeIceServers(iceServers, { timeout, signal, onResult })
        show({ results, isProbing: false })
      } catch (error) {
        show({ error: error as Error, isProbing: false })
      }
      return state
    },
  }
}
