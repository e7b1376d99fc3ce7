import { isIPv4 } from 'node:net'
import { attribute, headerLength, magicCookie, type StunAttribute } from './message.ts'

/** An IP address and a port, UDP or TCP. */
export interface TransportAddress {
  readonly address: string
  readonly port: number
}

export interface DecodedAddress extends TransportAddress {
  readonly family: 'IPv4' | 'IPv6'
}

export function textAttribute(type: number, text: string): StunAttribute {
  return { type, value: Buffer.from(text, 'utf8') }
}

export function lifetimeAttribute(seconds: number): StunAttribute {
  const value = Buffer.alloc(4)
  value.writeUInt32BE(seconds)
  return { type: attribute.lifetime, value }
}

export function errorCodeAttribute(code: number, reason: string): StunAttribute {
  return {
    type: attribute.errorCode,
    value: Buffer.concat([Buffer.from([0, 0, Math.floor(code / 100), code % 100]), Buffer.from(reason, 'utf8')]),
  }
}

export function unknownAttributesAttribute(types: readonly number[]): StunAttribute {
  const value = Buffer.alloc(types.length * 2)
  types.forEach((type, index) => {
    value.writeUInt16BE(type, index * 2)
  })
  return { type: attribute.unknownAttributes, value }
}

/** An IPv4 address, hidden from meddling middleboxes by the magic cookie (RFC 8489 section 14.2). */
export function xorAddressAttribute(type: number, { address, port }: TransportAddress): StunAttribute {
  if (!isIPv4(address)) throw new TypeError(`Only IPv4 addresses are relayed, not ${address}.`)
  const value = Buffer.from([0, 1, 0, 0, ...address.split('.').map(Number)])
  value.writeUInt16BE(port ^ (magicCookie >>> 16), 2)
  value.writeUInt32BE((value.readUInt32BE(4) ^ magicCookie) >>> 0, 4)
  return { type, value }
}

/** `undefined` for a value of the wrong length or family. */
export function decodeXorAddress(value: Buffer, transactionId: Buffer): DecodedAddress | undefined {
  if (value.length < 8) return undefined
  const port = value.readUInt16BE(2) ^ (magicCookie >>> 16)
  if (value[1] === 1 && value.length === 8)
    return { family: 'IPv4', address: unmask(value, transactionId).join('.'), port }
  if (value[1] !== 2 || value.length !== headerLength) return undefined
  const bytes = unmask(value, transactionId)
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16))
  return { family: 'IPv6', address: groups.join(':'), port }
}

function unmask(value: Buffer, transactionId: Buffer): Buffer {
  const mask = Buffer.concat([Buffer.from([0x21, 0x12, 0xa4, 0x42]), transactionId])
  return Buffer.from(value.subarray(4).map((byte, index) => byte ^ (mask[index] ?? 0)))
}
