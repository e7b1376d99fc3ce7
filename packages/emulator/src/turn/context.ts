import type { Credentials } from '../credentials.ts'
import type { Emit } from '../events.ts'
import type { FaultValues } from '../faults.ts'
import type { Allocations } from './allocations.ts'
import type { Lifetimes } from './lifetimes.ts'
import type { Link } from './link.ts'
import type { Nonces } from './nonces.ts'
import type { PeerPolicy } from './peerPolicy.ts'
import type { Reservations } from './reservations.ts'

/** What the expiry of a credential does: `strict` ends its live allocations too, `lenient` only refuses new ones. */
export type Expiry = 'strict' | 'lenient'

/** Everything that the handling of one request may use. */
export interface TurnContext {
  /** The IPv4 address that is listened on and relayed from. */
  readonly host: string
  /** The IPv4 address that clients are told. */
  readonly publicAddress: string
  readonly realm: string
  readonly expiry: Expiry
  /** Milliseconds from expiry to the end of the live allocations. */
  readonly grace: number
  readonly lifetimes: Lifetimes
  readonly credentials: Credentials
  readonly allocations: Allocations
  readonly nonces: Nonces
  readonly reservations: Reservations
  readonly peers: PeerPolicy
  readonly faults: FaultValues
  readonly link: Link
  readonly emit: Emit
}
