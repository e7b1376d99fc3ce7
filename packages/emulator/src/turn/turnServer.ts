import type { Credentials } from '../credentials.ts'
import type { Emit } from '../events.ts'
import type { Faults } from '../faults.ts'
import { createAllocations, type Quotas } from './allocations.ts'
import type { Receive } from './client.ts'
import type { Expiry, TurnContext } from './context.ts'
import type { Lifetimes } from './lifetimes.ts'
import { createLink } from './link.ts'
import { createNonces } from './nonces.ts'
import { loopbackPeers } from './peerPolicy.ts'
import { receivePacket } from './receivePacket.ts'
import { listenTcp, type TcpListenerOptions } from './tcpListener.ts'
import { listenUdp } from './udpListener.ts'

export interface TurnServer {
  /** The same for UDP and TCP. */
  readonly port: number
  close(): Promise<void>
}

export interface TurnServerOptions {
  host: string
  /** 0: any that is free for UDP and TCP. */
  port: number
  realm: string
  expiry: Expiry
  grace: number
  lifetimes: Lifetimes
  quotas: Quotas
  credentials: Credentials
  faults: Faults
  emit: Emit
}

type Listeners = { port: number; close(): Promise<void> }

/** Serves TURN over UDP and TCP. Rejects when the port cannot be had. */
export async function startTurnServer(options: TurnServerOptions): Promise<TurnServer> {
  const { host, port, realm, expiry, grace, lifetimes, credentials, emit } = options
  const allocations = createAllocations(options.quotas)
  const nonces = createNonces({ life: lifetimes.nonce })
  const link = createLink(options.faults)
  const context: TurnContext = {
    host,
    realm,
    expiry,
    grace,
    lifetimes,
    credentials,
    allocations,
    nonces,
    mayReach: loopbackPeers,
    link,
    emit,
  }

  const listeners = await listen({
    host,
    port,
    idle: lifetimes.connection,
    isInUse: (clientKey) => allocations.isReserved(clientKey),
    receive: (packet, client) => {
      receivePacket(packet, client, context).catch(warn)
    },
    onDisconnected: (clientKey) => allocations.end({ why: 'disconnected', clientKey }),
  })
  const stopListening = credentials.onRevoked((username) => allocations.end({ why: 'revoked', username }))

  return {
    port: listeners.port,
    async close() {
      stopListening()
      allocations.end({ why: 'closed' })
      link.close()
      await listeners.close()
    },
  }
}

/** No packet may end the process that the server runs in, not even by a mistake of ours. */
function warn(error: unknown): void {
  process.emitWarning(`A packet could not be handled: ${error}`, 'EmulatorWarning')
}

const attempts = 20

/** One port number for both transports: a free one for TCP may be taken for UDP, so try again. */
async function listen(options: TcpListenerOptions & { receive: Receive }): Promise<Listeners> {
  for (let attempt = 1; ; attempt++) {
    const tcp = await listenTcp(options)
    try {
      const udp = await listenUdp({ ...options, port: tcp.port })
      const close = () => {
        udp.close()
        return tcp.close()
      }
      return { port: tcp.port, close }
    } catch (error) {
      await tcp.close()
      if (options.port !== 0 || attempt === attempts) throw error
    }
  }
}
