import type { EmulatorEventDetails } from './events.ts'
import type { Traffic } from './traffic.ts'

/** How the emulator stands. Plain JSON; never holds a secret. */
export interface Snapshot {
  /** All that were issued and have not been dead for a day. */
  readonly credentials: readonly CredentialSnapshot[]
  /** Those that live. */
  readonly allocations: readonly AllocationSnapshot[]
  /** The last 1,000 requests that the TURN server refused, oldest first. */
  readonly refusals: readonly ({ at: number } & EmulatorEventDetails['refused'])[]
}

/** Times are milliseconds since the epoch. */
export interface CredentialSnapshot {
  readonly username: string
  readonly keyId: string
  readonly customIdentifier?: string | undefined
  readonly issuedAt: number
  readonly expiresAt: number
  readonly isRevoked: boolean
}

/** Times are milliseconds since the epoch, addresses are `address:port`. */
export interface AllocationSnapshot {
  readonly username: string
  readonly transport: 'udp' | 'tcp' | 'tls'
  readonly client: string
  readonly relayPort: number
  readonly createdAt: number
  readonly expiresAt: number
  readonly permissions: readonly { address: string; expiresAt: number }[]
  readonly channels: readonly { channel: number; peer: string; expiresAt: number }[]
  /** From the client to its peers. */
  readonly sent: Traffic
  /** From peers to the client. */
  readonly received: Traffic
}
