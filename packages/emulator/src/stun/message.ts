import { pad4 } from './channelData.ts'

/** One STUN message, header and attributes taken apart (RFC 8489 section 5). */
export interface StunMessage {
  readonly kind: MessageKind
  readonly method: number
  /** 12 bytes. */
  readonly transactionId: Buffer
  /** In the order of the packet; what follows MESSAGE-INTEGRITY is left out, except FINGERPRINT. */
  readonly attributes: readonly StunAttribute[]
}

export type MessageKind = 'request' | 'indication' | 'success' | 'error'

export interface StunAttribute {
  readonly type: number
  readonly value: Buffer
}

export const magicCookie = 0x2112a442
export const headerLength = 20

export const method = {
  binding: 0x001,
  allocate: 0x003,
  refresh: 0x004,
  send: 0x006,
  data: 0x007,
  createPermission: 0x008,
  channelBind: 0x009,
} as const

export const attribute = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  unknownAttributes: 0x000a,
  channelNumber: 0x000c,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedAddressFamily: 0x0017,
  evenPort: 0x0018,
  requestedTransport: 0x0019,
  dontFragment: 0x001a,
  xorMappedAddress: 0x0020,
  reservationToken: 0x0022,
  software: 0x8022,
  fingerprint: 0x8028,
} as const

const kinds: readonly MessageKind[] = ['request', 'indication', 'success', 'error']

/** Takes a packet apart. `undefined` for anything that is not exactly one well-formed STUN message. */
export function decodeMessage(packet: Buffer): StunMessage | undefined {
  if (packet.length < headerLength || packet.readUInt32BE(4) !== magicCookie) return undefined
  const type = packet.readUInt16BE(0)
  const isLengthTrue = packet.readUInt16BE(2) === packet.length - headerLength
  if (type > 0x3fff || !isLengthTrue || packet.length % 4 !== 0) return undefined
  const attributes = decodeAttributes(packet)
  const kind = kinds[((type >> 4) & 1) | ((type >> 7) & 2)]
  if (!attributes || !kind) return undefined
  return { kind, method: methodOf(type), transactionId: packet.subarray(8, headerLength), attributes }
}

/** Puts a message together; integrity and fingerprint are added to the packet afterwards. */
export function encodeMessage(message: StunMessage): Buffer {
  const length = message.attributes.reduce((sum, { value }) => sum + 4 + pad4(value.length), 0)
  const packet = Buffer.alloc(headerLength + length)
  packet.writeUInt16BE(typeOf(message), 0)
  packet.writeUInt16BE(length, 2)
  packet.writeUInt32BE(magicCookie, 4)
  message.transactionId.copy(packet, 8)
  let offset = headerLength
  for (const { type, value } of message.attributes) {
    packet.writeUInt16BE(type, offset)
    packet.writeUInt16BE(value.length, offset + 2)
    value.copy(packet, offset + 4)
    offset += 4 + pad4(value.length)
  }
  return packet
}

/** The value of the first attribute of a type. */
export function attributeValue(message: StunMessage, type: number): Buffer | undefined {
  return message.attributes.find((candidate) => candidate.type === type)?.value
}

function decodeAttributes(packet: Buffer): StunAttribute[] | undefined {
  const attributes: StunAttribute[] = []
  let isSigned = false
  let offset = headerLength
  while (offset < packet.length) {
    // Nothing may follow FINGERPRINT.
    if (attributes.at(-1)?.type === attribute.fingerprint) return undefined
    const type = packet.readUInt16BE(offset)
    const end = offset + 4 + packet.readUInt16BE(offset + 2)
    if (end > packet.length) return undefined
    // What follows the signature is unsigned, so it must not be believed (RFC 8489 section 14.5).
    if (!isSigned || type === attribute.fingerprint) {
      attributes.push({ type, value: packet.subarray(offset + 4, end) })
    }
    isSigned ||= type === attribute.messageIntegrity
    offset = pad4(end)
  }
  return attributes
}

// The two bits of the kind lie between the bits of the method: M11..M7 C1 M6..M4 C0 M3..M0.
function methodOf(type: number): number {
  return (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2)
}

function typeOf({ kind, method }: StunMessage): number {
  const bits = kinds.indexOf(kind)
  const spread = (method & 0x000f) | ((method & 0x0070) << 1) | ((method & 0x0f80) << 2)
  return spread | ((bits & 1) << 4) | ((bits & 2) << 7)
}
