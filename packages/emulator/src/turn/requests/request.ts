import type { Credential } from '../../credentials.ts'
import type { StunMessage } from '../../stun/message.ts'
import type { Allocation } from '../allocation.ts'
import type { Client } from '../client.ts'
import type { TurnContext } from '../context.ts'

/** An authenticated request. */
export interface Request {
  readonly message: StunMessage
  readonly client: Client
  readonly credential: Credential
  readonly context: TurnContext
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** A request on an allocation that its sender made. */
export interface AllocationRequest extends Request {
  readonly allocation: Allocation
}
