/**
 * CRC-32 as in Ethernet and zip; `before` continues an earlier sum.
 * `zlib.crc32` is missing from the first releases of Node 20.
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let sum = ~before
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}
