/** One ChannelData message (RFC 8656 section 12.4). */
export interface ChannelData {
  readonly channel: number
  readonly data: Buffer
}

/** `undefined` when the packet is shorter than it says. */
export function decodeChannelData(packet: Buffer): ChannelData | undefined {
  if (packet.length < 4) return undefined
  const end = 4 + packet.readUInt16BE(2)
  if (end > packet.length) return undefined
  return { channel: packet.readUInt16BE(0), data: packet.subarray(4, end) }
}

/** Streams need the padding to find the next message; datagrams go without. */
export function encodeChannelData({ channel, data, isPadded }: ChannelData & { isPadded: boolean }): Buffer {
  const length = 4 + data.length
  const packet = Buffer.alloc(isPadded ? pad4(length) : length)
  packet.writeUInt16BE(channel, 0)
  packet.writeUInt16BE(data.length, 2)
  data.copy(packet, 4)
  return packet
}

/** The next multiple of four. */
export function pad4(length: number): number {
  return (length + 3) & ~3
}
