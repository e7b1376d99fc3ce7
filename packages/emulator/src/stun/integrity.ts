import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { crc32 } from './crc32.ts'
import { attribute, headerLength } from './message.ts'

const hmacLength = 20
const fingerprintMask = 0x5354554e

/** The key of the long-term mechanism (RFC 8489 section 9.2.2). */
export function longTermKey(options: { username: string; realm: string; password: string }): Buffer {
  return createHash('md5').update(`${options.username}:${options.realm}:${options.password}`).digest()
}

/** The packet with MESSAGE-INTEGRITY (SHA-1) at its end. */
export function sign(packet: Buffer, key: Buffer): Buffer {
  const value = hmac({ packet, end: packet.length, key })
  return append(packet, attribute.messageIntegrity, value)
}

/** Whether the packet's MESSAGE-INTEGRITY was made with this key. */
export function isSignedWith(packet: Buffer, key: Buffer): boolean {
  const at = offsetOf(packet, attribute.messageIntegrity)
  if (at === undefined) return false
  const value = packet.subarray(at + 4, at + 4 + packet.readUInt16BE(at + 2))
  return value.length === hmacLength && timingSafeEqual(value, hmac({ packet, end: at, key }))
}

/** The packet with FINGERPRINT at its end. */
export function fingerprint(packet: Buffer): Buffer {
  const value = Buffer.alloc(4)
  value.writeUInt32BE(checksum(packet, packet.length))
  return append(packet, attribute.fingerprint, value)
}

/** Whether the packet's FINGERPRINT, which must be its last attribute, is right. */
export function isFingerprintTrue(packet: Buffer): boolean {
  const at = packet.length - 8
  if (at < headerLength || packet.readUInt32BE(at) !== ((attribute.fingerprint << 16) | 4) >>> 0) return false
  return packet.readUInt32BE(at + 4) === checksum(packet, at)
}

// The signed bytes end before the attribute, but their length field already counts it.
function hmac({ packet, end, key }: { packet: Buffer; end: number; key: Buffer }): Buffer {
  const header = headerWithLength(packet, end - headerLength + 4 + hmacLength)
  return createHmac('sha1', key).update(header).update(packet.subarray(headerLength, end)).digest()
}

function checksum(packet: Buffer, end: number): number {
  const header = headerWithLength(packet, end - headerLength + 8)
  return (crc32(packet.subarray(headerLength, end), crc32(header)) ^ fingerprintMask) >>> 0
}

function headerWithLength(packet: Buffer, length: number): Buffer {
  const header = Buffer.from(packet.subarray(0, headerLength))
  header.writeUInt16BE(length, 2)
  return header
}

function append(packet: Buffer, type: number, value: Buffer): Buffer {
  const whole = Buffer.concat([packet, Buffer.from([type >> 8, type & 0xff, 0, value.length]), value])
  whole.writeUInt16BE(whole.length - headerLength, 2)
  return whole
}

function offsetOf(packet: Buffer, type: number): number | undefined {
  let offset = headerLength
  while (offset + 4 <= packet.length) {
    if (packet.readUInt16BE(offset) === type) return offset
    offset += 4 + ((packet.readUInt16BE(offset + 2) + 3) & ~3)
  }
  return undefined
}
