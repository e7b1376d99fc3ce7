import { lifetimeAttribute, type TransportAddress, xorAddressAttribute } from '../../stun/attributes.ts'
import { attribute, attributeValue, type StunAttribute } from '../../stun/message.ts'
import { createAllocation } from '../allocation.ts'
import type { Client } from '../client.ts'
import { grantedLifetime } from '../lifetimes.ts'
import { type Outcome, type Refusal, refusal, success } from '../outcome.ts'
import { askedFamily, askedLifetime } from './asked.ts'
import { relaySocketFor } from './relaySocketFor.ts'
import type { Request } from './request.ts'

const udp = 17

/** RFC 8656 section 7.2. `undefined`: no answer, because one is under way or nobody is left to hear it. */
export async function allocate(request: Request): Promise<Outcome | undefined> {
  const { message, client, credential, context } = request
  const { allocations, emit } = context
  const { username } = credential

  const origin = allocations.get(client.key)?.origin
  if (origin?.transactionId.equals(message.transactionId)) return success(origin.attributes)
  if (origin) return refusal(437, 'allocation-mismatch')
  if (allocations.isReserved(client.key)) return undefined
  const unmet = unmetWish(request)
  if (unmet) return unmet

  const place = allocations.reserve({ clientKey: client.key, username })
  if (!place) return refusal(486, 'quota')
  const lifetime = grantedLifetime(askedLifetime(message), context.lifetimes)
  try {
    const allocation = await createAllocation({
      openSocket: (handlers) => relaySocketFor(message, { ...handlers, context }),
      publicAddress: context.publicAddress,
      peers: context.peers,
      client,
      credential,
      cutAt: context.expiry === 'strict' ? credential.expiresAt + context.grace : Number.POSITIVE_INFINITY,
      transactionId: message.transactionId,
      lifetime,
      describeTo: (relayed, token) => describe({ relayed, token, lifetime, client }),
      lifetimes: context.lifetimes,
      link: context.link,
      onEnd: (why) => {
        if (!place.leave()) return
        const { relayed, sent, received } = allocation
        emit('dropped', { username, relayPort: relayed.port, why, sent, received })
      },
    })
    if (!place.take(allocation)) {
      allocation.end('closed')
      return undefined
    }
    emit('allocated', { username, transport: client.transport, relayPort: allocation.relayed.port })
    return success(allocation.origin.attributes)
  } catch {
    place.leave()
    return refusal(508, 'quota')
  }
}

/** The refusal of what is asked for and not to be had. */
function unmetWish({ message }: Request): Refusal | undefined {
  const transport = attributeValue(message, attribute.requestedTransport)
  if (transport?.length !== 4) return refusal(400, 'bad-request')
  if (transport[0] !== udp) return refusal(442, 'unsupported')
  const family = askedFamily(message)
  const token = attributeValue(message, attribute.reservationToken)
  const evenPort = attributeValue(message, attribute.evenPort)
  if (token && (evenPort || family !== undefined)) return refusal(400, 'bad-request')
  if (family !== undefined && family !== 'IPv4') return refusal(440, 'unsupported')
  return undefined
}

function describe(options: {
  relayed: TransportAddress
  token: Buffer | undefined
  lifetime: number
  client: Client
}): StunAttribute[] {
  return [
    xorAddressAttribute(attribute.xorRelayedAddress, options.relayed),
    lifetimeAttribute(options.lifetime),
    xorAddressAttribute(attribute.xorMappedAddress, options.client),
    ...(options.token ? [{ type: attribute.reservationToken, value: options.token }] : []),
  ]
}
