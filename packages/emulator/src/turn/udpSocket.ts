import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { TransportAddress } from '../stun/attributes.ts'

/** A bound UDP socket that never throws. */
export interface UdpSocket {
  readonly port: number
  send(packet: Buffer, to: TransportAddress): void
  /** Tells others from now on. */
  listen(handlers: UdpSocketHandlers): void
  close(): void
}

export interface UdpSocketHandlers {
  onPacket: (packet: Buffer, from: TransportAddress) => void
  onError?: (error: Error) => void
}

export interface UdpSocketOptions extends UdpSocketHandlers {
  host: string
  /** 0: any free one. */
  port: number
}

const bufferSize = 1024 * 1024

/** Rejects when the port cannot be had. */
export async function openUdpSocket({ host, port, ...first }: UdpSocketOptions): Promise<UdpSocket> {
  // Only addresses are sent to, so there is nothing to look up; Node would look up for every packet.
  const socket = createSocket({ type: 'udp4', lookup: (address, _options, found) => found(null, address, 4) })
  // Waited for before bind: with this lookup the socket may be listening by the time bind returns.
  const listening = once(socket, 'listening')
  socket.bind({ address: host, port })
  await listening.catch((error) => {
    socket.close()
    throw error
  })
  enlargeBuffers(socket)
  let isOpen = true
  let handlers: UdpSocketHandlers = first
  socket.on('message', (packet, from) => handlers.onPacket(packet, from))
  socket.on('error', (error) => handlers.onError?.(error))

  return {
    port: socket.address().port,
    send(packet, { address, port }) {
      // Port 0 cannot be sent to: Node throws.
      if (isOpen && port > 0) socket.send(packet, port, address, ignore)
    },
    listen(others) {
      handlers = others
    },
    close() {
      if (!isOpen) return
      isOpen = false
      socket.close()
    },
  }
}

// Bursts of many allocations come faster than one process reads. Some systems refuse: then the usual size has to do.
function enlargeBuffers(socket: Socket): void {
  try {
    socket.setRecvBufferSize(bufferSize)
    socket.setSendBufferSize(bufferSize)
  } catch {
    return
  }
}

function ignore(): void {}
