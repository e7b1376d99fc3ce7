import { attribute, attributeValue, type StunMessage } from '../../stun/message.ts'
import type { TurnContext } from '../context.ts'
import { openRelayPair, openRelaySocket, type RelaySocket } from '../relaySocket.ts'
import type { UdpSocketHandlers } from '../udpSocket.ts'

/** The socket that an Allocate asks for: on a reserved port, an even one, one of a pair, or any. Rejects without one. */
export async function relaySocketFor(
  message: StunMessage,
  { context: { host, reservations }, ...handlers }: UdpSocketHandlers & { context: TurnContext },
): Promise<RelaySocket> {
  const token = attributeValue(message, attribute.reservationToken)
  const evenPort = attributeValue(message, attribute.evenPort)
  if (token) {
    const socket = reservations.take(token)
    if (!socket) throw new Error('Nothing is reserved under this token.')
    socket.listen(handlers)
    return { socket, token: undefined }
  }
  if (((evenPort?.[0] ?? 0) & 0x80) === 0) {
    return { socket: await openRelaySocket({ ...handlers, host, isEven: evenPort !== undefined }), token: undefined }
  }
  const [socket, next] = await openRelayPair({ ...handlers, host })
  try {
    return { socket, token: reservations.hold(next) }
  } catch (error) {
    socket.close()
    throw error
  }
}
