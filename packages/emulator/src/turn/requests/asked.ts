import { type DecodedAddress, decodeXorAddress } from '../../stun/attributes.ts'
import { attribute, attributeValue, type StunMessage } from '../../stun/message.ts'

/** LIFETIME in seconds, if the request has a proper one. */
export function askedLifetime(message: StunMessage): number | undefined {
  const value = attributeValue(message, attribute.lifetime)
  return value?.length === 4 ? value.readUInt32BE() : undefined
}

/** REQUESTED-ADDRESS-FAMILY, if the request has one. */
export function askedFamily(message: StunMessage): 'IPv4' | 'other' | undefined {
  const value = attributeValue(message, attribute.requestedAddressFamily)
  if (!value) return undefined
  return value.length === 4 && value[0] === 1 ? 'IPv4' : 'other'
}

/** All XOR-PEER-ADDRESS of a message; `undefined` when one is malformed or there is none. */
export function askedPeers(message: StunMessage): DecodedAddress[] | undefined {
  const peers: DecodedAddress[] = []
  for (const { type, value } of message.attributes) {
    if (type !== attribute.xorPeerAddress) continue
    const peer = decodeXorAddress(value, message.transactionId)
    if (!peer) return undefined
    peers.push(peer)
  }
  return peers.length > 0 ? peers : undefined
}
