import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { createFrameReader } from '../src/stun/frameReader.ts'

/** Whole messages to and from a TURN server. */
export interface Wire {
  send(packet: Buffer): void
  close(): void
  onClose(listener: () => void): void
}

export async function openUdp(port: number, receive: (packet: Buffer) => void): Promise<Wire> {
  const socket = createSocket('udp4')
  let isOpen = true
  socket.on('message', receive)
  socket.connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.on('error', () => {})
  socket.once('close', () => {
    isOpen = false
  })
  return {
    send: (packet) => isOpen && socket.send(packet, () => {}),
    close: () => isOpen && socket.close(),
    onClose: (listener) => socket.once('close', listener),
  }
}

export async function openTcp(port: number, receive: (packet: Buffer) => void): Promise<Wire> {
  const socket = connectTcp(port, '127.0.0.1')
  const reader = createFrameReader()
  await once(socket, 'connect')
  socket.on('error', () => {})
  socket.on('data', (chunk: Buffer) => reader.read(chunk)?.forEach(receive))
  return {
    send: (packet) => socket.write(packet),
    close: () => socket.destroy(),
    onClose: (listener) => socket.once('close', listener),
  }
}
