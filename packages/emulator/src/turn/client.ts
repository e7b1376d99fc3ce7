import type { TransportAddress } from '../stun/attributes.ts'

/** The far end of a 5-tuple: who talks to the TURN server, and the way back. */
export interface Client extends TransportAddress {
  /** Names the 5-tuple. */
  readonly key: string
  readonly transport: 'udp' | 'tcp' | 'tls'
  /** Never throws: a packet that cannot be sent is lost. */
  send(packet: Buffer): void
}

/** Takes each whole packet that a client sends. */
export type Receive = (packet: Buffer, client: Client) => void
