import { openUdpSocket, type UdpSocket, type UdpSocketOptions } from './udpSocket.ts'

export type RelaySocketOptions = Omit<UdpSocketOptions, 'port'> & { isEven: boolean }

/** Every second free port is even, so this many in a row are odd once in a million million. */
const attempts = 40

/** A socket on any free port, or on any even one. Rejects when there is none. */
export async function openRelaySocket({ isEven, ...options }: RelaySocketOptions): Promise<UdpSocket> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const socket = await openUdpSocket({ ...options, port: 0 })
    if (!isEven || socket.port % 2 === 0) return socket
    socket.close()
  }
  throw new Error('No even port was found.')
}
