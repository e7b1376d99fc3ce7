import type { IceClient, IceState } from '../iceClient.ts'
import type { KeepFreshOptions } from './keepFreshOptions.ts'

/** What an adapter shows of its one connection: the same object until something in it changes. */
export interface PeerConnectionState {
  /** The connection; undefined until there are servers for it. */
  readonly pc: RTCPeerConnection | undefined
  /**
   * Its `connectionState`; undefined while there is no connection. It does not follow a `close()` of the app's own, for which
   * browsers fire no event.
   */
  readonly connectionState: RTCPeerConnectionState | undefined
  /** Why there is no connection: no servers could be had, or the constructor threw. */
  readonly error: Error | undefined
}

/** @internal for adapters */
export const noPeerConnection: PeerConnectionState = { pc: undefined, connectionState: undefined, error: undefined }

/**
 * Makes one connection as soon as the client has servers, later too where a first try fails, and tells of its states. The
 * options are asked for when it is made; those of `keepFresh` are left to `keepFresh`. Returns its end, which closes it.
 *
 * @internal for adapters
 */
export function livePeerConnection(
  client: IceClient,
  options: () => RTCConfiguration & KeepFreshOptions,
  onChange: (state: PeerConnectionState) => void,
): () => void {
  const waiting = new AbortController()
  let pc: RTCPeerConnection | undefined
  /** Why no servers could be had: then the first that come are taken. */
  let failure: Error | undefined

  function make(iceServers: RTCIceServer[]) {
    failure = undefined
    const { restartIce, polite, restart, onEvent, ...configuration } = options()
    try {
      pc = new RTCPeerConnection({ ...configuration, iceServers })
    } catch (error) {
      onChange({ ...noPeerConnection, error: error as Error })
      return
    }
    pc.addEventListener('connectionstatechange', tell)
    tell()
  }

  function tell() {
    onChange({ pc, connectionState: pc?.connectionState, error: undefined })
  }

  function follow({ status, iceServers, error }: IceState) {
    if (!failure) return
    if (status === 'fresh' || status === 'stale') make(iceServers)
    else if (error && error !== failure) fail(error)
  }

  function fail(error: Error) {
    failure = error
    onChange({ ...noPeerConnection, error })
  }

  async function start() {
    try {
      const iceServers = await client.getIceServers({ signal: waiting.signal })
      if (!waiting.signal.aborted) make(iceServers)
    } catch (error) {
      if (!waiting.signal.aborted) fail(error as Error)
    }
  }

  // Before the first request: one who comes after a failure starts another one.
  const unsubscribe = client.subscribe(follow)
  start()
  return () => {
    waiting.abort()
    unsubscribe()
    pc?.removeEventListener('connectionstatechange', tell)
    pc?.close()
    onChange(noPeerConnection)
  }
}
