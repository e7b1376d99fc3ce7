import type { Receive } from './client.ts'
import { type Certificate, listenTcp, type TcpListenerOptions } from './tcpListener.ts'
import { listenUdp } from './udpListener.ts'

/** All that the TURN server listens with. */
export interface Listeners {
  /** Of UDP and TCP. */
  readonly port: number
  /** `undefined` without a certificate. */
  readonly tlsPort: number | undefined
  /** Ends every connection, and goes on listening. */
  disconnect(): void
  close(): Promise<void>
}

export interface ListenOptions extends TcpListenerOptions {
  /** 0: any that is free for UDP and TCP. */
  port: number
  tls: Certificate | undefined
  /** 0: any free one. */
  tlsPort: number
  receive: Receive
}

const attempts = 20

/** Rejects when a port cannot be had, and then listens on none. */
export async function listen({ tls, tlsPort, ...options }: ListenOptions): Promise<Listeners> {
  const plain = await listenPlain(options)
  if (!tls) return { ...plain, tlsPort: undefined }
  const secure = await listenTcp({ ...options, tls, port: tlsPort }).catch(async (error) => {
    await plain.close()
    throw error
  })
  return {
    port: plain.port,
    tlsPort: secure.port,
    disconnect() {
      plain.disconnect()
      secure.disconnect()
    },
    async close() {
      await Promise.all([plain.close(), secure.close()])
    },
  }
}

/** One port number for both transports: a free one for TCP may be taken for UDP, so try again. */
async function listenPlain(options: TcpListenerOptions): Promise<Omit<Listeners, 'tlsPort'>> {
  for (let attempt = 1; ; attempt++) {
    const tcp = await listenTcp(options)
    try {
      const udp = await listenUdp({ ...options, port: tcp.port })
      const close = () => {
        udp.close()
        return tcp.close()
      }
      return { port: tcp.port, disconnect: tcp.disconnect, close }
    } catch (error) {
      await tcp.close()
      if (options.port !== 0 || attempt === attempts) throw error
    }
  }
}
