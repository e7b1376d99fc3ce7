import { pad4 } from './channelData.ts'
import { headerLength, magicCookie } from './message.ts'

/** Cuts a TCP stream into STUN and ChannelData messages. */
export interface FrameReader {
  /** The messages that this chunk completes; `undefined` when the stream cannot be TURN. */
  read(chunk: Buffer): Buffer[] | undefined
}

/** The most that one UDP datagram over IPv4 carries: more could not be relayed. */
const maxDataLength = 65_507
const shortHeader = 4

/** A frame is copied into a buffer of its own size, so half a frame never holds more memory than that. */
export function createFrameReader(): FrameReader {
  let frame = Buffer.allocUnsafe(shortHeader)
  let filled = 0

  return {
    read(chunk) {
      const frames: Buffer[] = []
      let offset = 0
      while (offset < chunk.length) {
        const copied = chunk.copy(frame, filled, offset)
        offset += copied
        filled += copied
        if (filled < frame.length) break
        const length = frameLength(frame)
        if (length === undefined) return undefined
        if (length > frame.length) {
          frame = Buffer.concat([frame], length)
          continue
        }
        frames.push(frame)
        frame = Buffer.allocUnsafe(shortHeader)
        filled = 0
      }
      return frames
    },
  }
}

/** The whole length of the frame that begins so; `undefined` when no frame does. */
function frameLength(start: Buffer): number | undefined {
  const kind = start.readUInt8(0) >> 6
  const length = start.readUInt16BE(2)
  if (kind === 1) return length > maxDataLength ? undefined : shortHeader + pad4(length)
  if (kind !== 0 || length % 4 !== 0) return undefined
  if (start.length >= headerLength && start.readUInt32BE(4) !== magicCookie) return undefined
  // First the header alone: the magic cookie is checked before room is made for the rest.
  return start.length < headerLength ? headerLength : headerLength + length
}
