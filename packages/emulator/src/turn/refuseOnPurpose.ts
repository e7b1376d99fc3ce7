import { textAttribute } from '../stun/attributes.ts'
import { attribute } from '../stun/message.ts'
import type { Client } from './client.ts'
import type { TurnContext } from './context.ts'
import { type Refusal, refusal } from './outcome.ts'

/** The refusal that a fault asks for. A challenge, 401 or 438, comes with what the next try needs, as it must. */
export function refuseOnPurpose(code: number, { client, context, now }: PurposeOptions): Refusal {
  if (code !== 401 && code !== 438) return refusal(code, 'fault')
  const nonce = context.nonces.issue(client.key, now)
  return refusal(code, 'fault', [textAttribute(attribute.realm, context.realm), textAttribute(attribute.nonce, nonce)])
}

interface PurposeOptions {
  client: Client
  context: TurnContext
  now: number
}
