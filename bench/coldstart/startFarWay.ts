import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

/** A longer way to a TURN server on loopback, over UDP. */
export interface FarWay {
  /** Where it begins. */
  turnUrl: string
  close(): void
}

/**
 * The emulator's own delay holds for relayed packets alone, so that an allocation would cost no round trips.
 *
 * @param turnUrl that of the server
 * @param delay how much longer each packet takes, in either direction, in milliseconds
 */
export async function startFarWay(turnUrl: string, delay: number): Promise<FarWay> {
  const port = Number(turnUrl.split(':').at(-1))
  const front = createSocket('udp4')
  /** One for each port that packets come from: the server tells its clients apart by it. */
  const backs = new Map<number, Socket>()
  let isClosed = false
  const later = (send: () => void) => setTimeout(() => isClosed || send(), delay)

  front.on('message', (packet, from) => {
    const back = backs.get(from.port) ?? createSocket('udp4')
    if (!backs.has(from.port)) {
      backs.set(from.port, back)
      back.on('message', (answer) => later(() => front.send(answer, from.port, from.address)))
    }
    later(() => back.send(packet, port, '127.0.0.1'))
  })
  front.bind(0, '127.0.0.1')
  await once(front, 'listening')

  return {
    turnUrl: `turn:127.0.0.1:${front.address().port}?transport=udp`,
    close() {
      isClosed = true
      for (const socket of [front, ...backs.values()]) socket.close()
    },
  }
}
