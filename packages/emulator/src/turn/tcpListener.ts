import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createFrameReader } from '../stun/frameReader.ts'
import type { Client, Receive } from './client.ts'

export interface TcpListener {
  readonly port: number
  close(): Promise<void>
}

export interface TcpListenerOptions {
  host: string
  /** 0: any free one. */
  port: number
  /** A connection that is not in use when this many milliseconds have passed is closed. */
  idle: number
  isInUse: (clientKey: string) => boolean
  receive: Receive
  onDisconnected: (clientKey: string) => void
}

const maxConnections = 2000
/** What a client that does not read may leave in our memory; past it packets are lost, as on a full link. */
const maxUnread = 1024 * 1024

/** Serves TURN over TCP. Rejects when the port cannot be had. */
export async function listenTcp(options: TcpListenerOptions): Promise<TcpListener> {
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serve(socket, options)
  })
  server.maxConnections = maxConnections
  server.listen(options.port, options.host)
  await once(server, 'listening')
  // Errors of accepting, such as too many open files, are the caller's who could not connect.
  server.on('error', () => {})

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

function serve(socket: Socket, { idle, isInUse, receive, onDisconnected }: TcpListenerOptions): void {
  const { remoteAddress: address, remotePort: port } = socket
  if (address === undefined || port === undefined) {
    socket.destroy()
    return
  }
  const client: Client = { key: `tcp ${address}:${port}`, transport: 'tcp', address, port, send }
  const reader = createFrameReader()
  const reaper = setInterval(() => isInUse(client.key) || socket.destroy(), idle)
  reaper.unref()

  socket.on('data', (chunk: Buffer) => {
    const frames = reader.read(chunk)
    if (!frames) return socket.destroy()
    for (const frame of frames) receive(frame, client)
  })
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    clearInterval(reaper)
    onDisconnected(client.key)
  })

  function send(packet: Buffer): void {
    if (socket.writable && socket.writableLength < maxUnread) socket.write(packet)
  }
}
