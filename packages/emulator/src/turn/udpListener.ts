import type { Receive } from './client.ts'
import { openUdpSocket, type UdpSocket } from './udpSocket.ts'

/** Serves TURN over UDP. Rejects when the port cannot be had. */
export async function listenUdp(options: { host: string; port: number; receive: Receive }): Promise<UdpSocket> {
  const socket = await openUdpSocket({
    host: options.host,
    port: options.port,
    onPacket: (packet, from) => {
      const { address, port } = from
      const send = (answer: Buffer) => socket.send(answer, from)
      options.receive(packet, { key: `udp ${address}:${port}`, transport: 'udp', address, port, send })
    },
  })
  return socket
}
