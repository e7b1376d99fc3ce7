import { openUdpSocket, type UdpSocket, type UdpSocketHandlers } from './udpSocket.ts'

export interface RelaySocket {
  socket: UdpSocket
  /** Opens the port that was reserved along with it. */
  token: Buffer | undefined
}

/** How many ports are tried: every second free one is even, and the next one to it is seldom taken. */
const attempts = 40

/** On any free port, or on any even one. Rejects when there is none. */
export async function openRelaySocket({
  isEven,
  ...options
}: UdpSocketHandlers & { host: string; isEven: boolean }): Promise<UdpSocket> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const socket = await openUdpSocket({ ...options, port: 0 })
    if (!isEven || socket.port % 2 === 0) return socket
    socket.close()
  }
  throw new Error('No even port was found.')
}

/** One on an even port, and one on the next port that nobody reads yet. Rejects when there is no such pair. */
export async function openRelayPair(options: UdpSocketHandlers & { host: string }): Promise<[UdpSocket, UdpSocket]> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const first = await openRelaySocket({ ...options, isEven: true })
    try {
      return [first, await openUdpSocket({ host: options.host, port: first.port + 1, onPacket: () => {} })]
    } catch {
      first.close()
    }
  }
  throw new Error('No pair of ports was found.')
}
