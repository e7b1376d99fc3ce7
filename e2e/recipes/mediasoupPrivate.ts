import { type IceClient, keepFresh } from '@freshice/core'
import type { IceParameters, Transport } from 'mediasoup-client/types'

/**
 * Moves a transport to newer servers before its credential ends, if it relays: in Firefox too. Returns its end.
 * `restartOnServer` is the one above.
 */
export function keepTransportFresh(
  transport: Transport,
  client: IceClient,
  restartOnServer: (transportId: string) => Promise<IceParameters>,
): () => void {
  // Private: mediasoup-client has no public way to its connection.
  const { _pc: pc } = transport.handler as unknown as { _pc: RTCPeerConnection }
  return keepFresh(pc, client, {
    restart: async () => transport.restartIce({ iceParameters: await restartOnServer(transport.id) }),
    // Nobody restarts but we: the other side need not be waited for.
    polite: false,
  })
}
