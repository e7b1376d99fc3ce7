import { randomBytes } from 'node:crypto'

/** A TURN key: what credentials are issued for, and the secret that may issue them. */
export interface TurnKey {
  readonly id: string
  readonly secret: string
}

/** The keys of the emulated account, by id. */
export type TurnKeys = Map<string, TurnKey>

/** A key with a random id and secret. */
export function createTurnKey(): TurnKey {
  return { id: randomBytes(16).toString('hex'), secret: randomBytes(32).toString('hex') }
}
