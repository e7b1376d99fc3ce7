import type { Credentials } from '../credentials.ts'
import type { Emit } from '../events.ts'
import type { FaultValues } from '../faults.ts'
import type { AllocationSnapshot } from '../snapshot.ts'
import { createAllocations, type Quotas } from './allocations.ts'
import type { Expiry, TurnContext } from './context.ts'
import type { Lifetimes } from './lifetimes.ts'
import { createLink } from './link.ts'
import { type ListenOptions, listen } from './listeners.ts'
import { createNonces } from './nonces.ts'
import { createPeerPolicy } from './peerPolicy.ts'
import { receivePacket } from './receivePacket.ts'
import { createReservations } from './reservations.ts'

export interface TurnServer {
  /** The same for UDP and TCP. */
  readonly port: number
  /** `undefined` without a certificate. */
  readonly tlsPort: number | undefined
  describe(): AllocationSnapshot[]
  /** Forgets all but the credentials, and answers nothing for so many milliseconds. */
  restart(downtime: number): Promise<void>
  close(): Promise<void>
}

export interface TurnServerOptions extends Pick<ListenOptions, 'host' | 'port' | 'tls' | 'tlsPort'> {
  publicAddress: string
  allowedPeers: readonly string[]
  realm: string
  expiry: Expiry
  grace: number
  lifetimes: Lifetimes
  quotas: Quotas
  credentials: Credentials
  faults: FaultValues
  emit: Emit
}

/** Serves TURN over UDP and TCP, and over TLS with a certificate. Rejects when a port cannot be had. */
export async function startTurnServer(options: TurnServerOptions): Promise<TurnServer> {
  const { host, port, tls, tlsPort, lifetimes, credentials, faults } = options
  const allocations = createAllocations(options.quotas)
  const nonces = createNonces({ life: lifetimes.nonce })
  const link = createLink(faults)
  const peers = createPeerPolicy({ ...options, isRelayPort: allocations.isRelayPort })
  const reservations = createReservations()
  const context: TurnContext = { ...options, allocations, nonces, reservations, link, peers }
  let downUntil = 0
  let endDowntime = () => {}

  const listeners = await listen({
    host,
    port,
    tls,
    tlsPort,
    idle: lifetimes.connection,
    isInUse: (clientKey) => allocations.isReserved(clientKey),
    receive: (packet, client) => {
      if (Date.now() >= downUntil) receivePacket(packet, client, context).catch(warn)
    },
    onDisconnected: (clientKey) => allocations.end({ why: 'disconnected', clientKey }),
  })
  const stopListening = credentials.onRevoked((username) => allocations.end({ why: 'revoked', username }))

  return {
    port: listeners.port,
    tlsPort: listeners.tlsPort,
    describe() {
      const now = Date.now()
      return allocations.list().map((allocation) => allocation.describe(now))
    },
    async restart(downtime) {
      endDowntime()
      downUntil = Date.now() + downtime
      allocations.end({ why: 'restarted' })
      reservations.clear()
      link.close()
      nonces.renew()
      listeners.disconnect()
      if (downtime === 0) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => {
          downUntil = 0
          resolve()
        }, downtime)
        endDowntime = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    },
    async close() {
      stopListening()
      endDowntime()
      allocations.end({ why: 'closed' })
      reservations.clear()
      link.close()
      await listeners.close()
    },
  }
}

/** No packet may end the process that the server runs in, not even by a mistake of ours. */
function warn(error: unknown): void {
  process.emitWarning(`A packet could not be handled: ${error}`, 'EmulatorWarning')
}
