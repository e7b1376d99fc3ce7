import type { Credential } from '../credentials.ts'
import type { RefusalReason } from '../events.ts'
import { textAttribute } from '../stun/attributes.ts'
import { isSignedWith } from '../stun/integrity.ts'
import { attribute, attributeValue, method, type StunMessage } from '../stun/message.ts'
import type { Client } from './client.ts'
import type { TurnContext } from './context.ts'
import { type Refusal, refusal } from './outcome.ts'

export interface Authenticated {
  readonly kind: 'authenticated'
  readonly credential: Credential
}

export interface AuthenticateOptions {
  message: StunMessage
  /** The bytes that the message was taken from. */
  packet: Buffer
  client: Client
  context: TurnContext
  now: number
}

/** The long-term credential mechanism, in the order of RFC 8489 section 9.2.4. */
export function authenticate({ message, packet, client, context, now }: AuthenticateOptions): Authenticated | Refusal {
  const { allocations, credentials, nonces } = context
  const challenge = (code: number, why?: RefusalReason) =>
    refusal(code, why, [
      textAttribute(attribute.realm, context.realm),
      textAttribute(attribute.nonce, nonces.issue(client.key, now)),
    ])

  if (!attributeValue(message, attribute.messageIntegrity)) return challenge(401)
  const username = attributeValue(message, attribute.username)?.toString('utf8')
  const nonce = attributeValue(message, attribute.nonce)?.toString('utf8')
  if (username === undefined || nonce === undefined || !attributeValue(message, attribute.realm)) {
    return refusal(400, 'bad-request')
  }
  const allocation = allocations.get(client.key)
  const own = allocation?.credential.username === username ? allocation.credential : undefined
  const credential = credentials.find(username) ?? own
  if (!credential) return challenge(401, 'unknown-user')
  if (!isSignedWith(packet, credential.integrityKey)) return challenge(401, 'wrong-credential')
  if (credential.isRevoked) return challenge(401, 'revoked')
  // coturn keeps the key of a session, so that a new secret does not touch it.
  if (credential.isSuperseded && !(context.expiry === 'lenient' && own)) return challenge(401, 'secret-changed')
  // A lenient server asks for a living credential only where an allocation begins.
  const isExcused = context.expiry === 'lenient' && own !== undefined && message.method !== method.allocate
  if (credential.expiresAt <= now && !isExcused) return challenge(401, 'expired')
  if (!nonces.isFresh({ nonce, clientKey: client.key, now })) return challenge(438)
  return { kind: 'authenticated', credential }
}
