import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { createFrameReader } from '../stun/frameReader.ts'
import type { Client, Receive } from './client.ts'

export interface TcpListener {
  readonly port: number
  /** Ends every connection. */
  disconnect(): void
  close(): Promise<void>
}

export interface TcpListenerOptions {
  host: string
  /** 0: any free one. */
  port: number
  /** A connection that is not in use when this many milliseconds have passed is closed. */
  idle: number
  /** Makes it TLS. */
  tls?: Certificate | undefined
  isInUse: (clientKey: string) => boolean
  receive: Receive
  onDisconnected: (clientKey: string) => void
}

/** In PEM. */
export interface Certificate {
  cert: string | Buffer
  key: string | Buffer
}

const maxConnections = 2000
/** What a client that does not read may leave in our memory; past it packets are lost, as on a full link. */
const maxUnread = 1024 * 1024

/** Serves TURN over TCP or TLS. Rejects when the port cannot be had. */
export async function listenTcp(options: TcpListenerOptions): Promise<TcpListener> {
  const sockets = new Set<Socket>()
  const serveOne = (socket: Socket) => serve(socket, options)
  const server = options.tls
    ? createTlsServer({ ...options.tls, noDelay: true, handshakeTimeout: options.idle }, serveOne)
    : createServer({ noDelay: true }, serveOne)
  // With TLS these are the connections below, so that one whose handshake never ends is closed too.
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('tlsClientError', (_error: Error, socket: Socket) => socket.destroy())
  server.maxConnections = maxConnections
  server.listen(options.port, options.host)
  await once(server, 'listening')
  // Errors of accepting, such as too many open files, are the caller's who could not connect.
  server.on('error', () => {})

  const disconnect = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    disconnect,
    async close() {
      const closed = once(server, 'close')
      server.close()
      disconnect()
      await closed
    },
  }
}

function serve(socket: Socket, { idle, tls, isInUse, receive, onDisconnected }: TcpListenerOptions): void {
  const { remoteAddress: address, remotePort: port } = socket
  if (address === undefined || port === undefined) {
    socket.destroy()
    return
  }
  const transport = tls ? 'tls' : 'tcp'
  const client: Client = { key: `${transport} ${address}:${port}`, transport, address, port, send }
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
