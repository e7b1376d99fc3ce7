import type { IceClient } from '@freshice/core'
import type { IceParameters, Transport } from 'mediasoup-client/types'

export interface KeepTransportFreshOptions {
  /** Asks your server for `await transport.restartIce()` of its transport, and brings back what that returns. */
  restartOnServer: (transportId: string) => Promise<IceParameters>
  /** Told what went wrong. In Firefox that is an `UnsupportedError`, each time. */
  onError: (error: unknown) => void
}

/** Moves a transport to newer servers whenever the client has them. Returns its end. */
export function keepTransportFresh(
  transport: Transport,
  client: IceClient,
  { restartOnServer, onError }: KeepTransportFreshOptions,
): () => void {
  let { iceServers: applied } = client.getState()

  async function moveTo(iceServers: RTCIceServer[]) {
    try {
      await transport.updateIceServers({ iceServers })
      await transport.restartIce({ iceParameters: await restartOnServer(transport.id) })
    } catch (error) {
      if (!transport.closed) onError(error)
    }
  }

  const stop = client.subscribe(({ status, iceServers }) => {
    if (status !== 'fresh' || iceServers === applied) return
    applied = iceServers
    moveTo(iceServers)
  })
  transport.observer.once('close', stop)
  return stop
}
