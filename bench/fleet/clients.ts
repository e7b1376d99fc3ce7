import { createFleet, type Fleet } from './fleet.ts'
import { freshiceRule } from './freshiceRule.ts'
import { plainRule } from './plainRule.ts'
import type { Rule } from './rule.ts'
import { seededRandom } from './seededRandom.ts'

/** How many clients there are. */
const MILLION = 1_000_000
/** In milliseconds. */
export const LIFETIME = 3_600_000

/** One kind of client. */
export interface Client {
  name: string
  rule: Rule
  /** Whether every one has a call that has to move to the next credential. */
  isMoving?: boolean
  /** Each simulated client stands for so many. @default 1 */
  weight?: number
}

export const waiting: Client = { name: 'freshice', rule: freshiceRule }
export const inCall: Client = { name: 'freshice, all in a call', rule: freshiceRule, isMoving: true }
export const plain: Client = { name: 'plain', rule: plainRule }

/** A million of them. */
export function million({ rule, isMoving = false, weight = 1 }: Client, seed: number): Fleet {
  const size = MILLION / weight
  return createFleet({ size, rule, isMoving, lifetime: LIFETIME, random: seededRandom(seed) })
}
