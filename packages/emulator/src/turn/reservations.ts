import { randomBytes } from 'node:crypto'
import type { UdpSocket } from './udpSocket.ts'

/** Relay ports that are held for who has the token (RFC 8656 section 7.2). */
export interface Reservations {
  /** Returns the token, 8 bytes. Closes the socket and throws when too many are held. */
  hold(socket: UdpSocket): Buffer
  take(token: Buffer): UdpSocket | undefined
  /** Gives all of them up. */
  clear(): void
}

/** In milliseconds, as the RFC recommends. */
const life = 30_000
const most = 1000

export function createReservations(): Reservations {
  const held = new Map<string, { socket: UdpSocket; timer: NodeJS.Timeout }>()

  function release(name: string): UdpSocket | undefined {
    const reservation = held.get(name)
    held.delete(name)
    clearTimeout(reservation?.timer)
    return reservation?.socket
  }

  return {
    hold(socket) {
      if (held.size >= most) {
        socket.close()
        throw new Error('Too many ports are reserved.')
      }
      const token = randomBytes(8)
      const name = token.toString('hex')
      const timer = setTimeout(() => release(name)?.close(), life)
      timer.unref()
      held.set(name, { socket, timer })
      return token
    },
    take: (token) => release(token.toString('hex')),
    clear() {
      for (const name of [...held.keys()]) release(name)?.close()
    },
  }
}
