import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { createFrameReader } from '../src/stun/frameReader.ts'
import { certificate } from './certificate.ts'

/** Whole messages to and from a TURN server. */
export interface Wire {
  send(packet: Buffer): void
  close(): void
  onClose(listener: () => void): void
}

interface Server {
  host: string
  port: number
}

export async function openUdp({ host, port }: Server, receive: (packet: Buffer) => void): Promise<Wire> {
  const socket = createSocket('udp4')
  let isOpen = true
  socket.on('message', receive)
  socket.connect(port, host)
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

export async function openTcp({ host, port }: Server, receive: (packet: Buffer) => void): Promise<Wire> {
  const socket = connectTcp(port, host)
  await once(socket, 'connect')
  return frames(socket, receive)
}

export async function openTls({ host, port }: Server, receive: (packet: Buffer) => void): Promise<Wire> {
  const socket = connectTls({ port, host, ca: certificate.cert, servername: 'localhost' })
  await once(socket, 'secureConnect')
  return frames(socket, receive)
}

function frames(socket: Socket, receive: (packet: Buffer) => void): Wire {
  const reader = createFrameReader()
  socket.on('error', () => {})
  socket.on('data', (chunk: Buffer) => reader.read(chunk)?.forEach(receive))
  return {
    send: (packet) => socket.write(packet),
    close: () => socket.destroy(),
    onClose: (listener) => socket.once('close', listener),
  }
}
