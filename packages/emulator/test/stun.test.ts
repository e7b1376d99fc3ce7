import { randomBytes, randomInt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { xorAddressAttribute } from '../src/stun/attributes.ts'
import { encodeChannelData } from '../src/stun/channelData.ts'
import { crc32 } from '../src/stun/crc32.ts'
import { createFrameReader } from '../src/stun/frameReader.ts'
import { fingerprint, isSignedWith, sign } from '../src/stun/integrity.ts'
import { attribute, decodeMessage, encodeMessage, method } from '../src/stun/message.ts'

const key = Buffer.from('key')
const kinds = ['request', 'indication', 'success', 'error'] as const

describe('messages', () => {
  test('every kind and method survives writing and reading', () => {
    for (const kind of kinds) {
      for (let number = 0; number < 0x1000; number += 7) {
        const message = { kind, method: number, transactionId: randomBytes(12), attributes: [] }
        expect(decodeMessage(encodeMessage(message))).toEqual(message)
      }
    }
  })

  test('Allocate is 0x0003 and its answers are 0x0103 and 0x0113', () => {
    const types = (['request', 'success', 'error'] as const).map((kind) =>
      encodeMessage({ kind, method: method.allocate, transactionId: randomBytes(12), attributes: [] }).readUInt16BE(),
    )
    expect(types).toEqual([0x0003, 0x0103, 0x0113])
  })

  test('an attribute behind the signature is not believed', () => {
    const signed = sign(sample(), key)
    const forged = xorAddressAttribute(attribute.xorPeerAddress, { address: '127.0.0.2', port: 1 })
    const header = Buffer.from([forged.type >> 8, forged.type & 255, 0, forged.value.length])
    const packet = Buffer.concat([signed, header, forged.value])
    packet.writeUInt16BE(packet.length - 20, 2)
    expect(isSignedWith(packet, key)).toBe(true)
    expect(decodeMessage(packet)?.attributes.map(({ type }) => type)).toEqual([
      attribute.data,
      attribute.messageIntegrity,
    ])
  })

  test('whatever is cut short, too long, or without the cookie is no message', () => {
    const whole = fingerprint(sign(sample(), key))
    for (let length = 0; length < whole.length; length++) {
      expect(decodeMessage(whole.subarray(0, length))).toBeUndefined()
    }
    expect(decodeMessage(Buffer.concat([whole, Buffer.alloc(4)]))).toBeUndefined()
    expect(decodeMessage(Buffer.concat([whole.subarray(0, 4), Buffer.alloc(4), whole.subarray(8)]))).toBeUndefined()
  })
})

describe('frames of a stream', () => {
  test('come out whole however the stream is cut', () => {
    const frames = [
      sign(sample(), key),
      encodeChannelData({ channel: 0x4001, data: Buffer.from('five!'), isPadded: true }),
      encodeChannelData({ channel: 0x4001, data: Buffer.alloc(0), isPadded: true }),
      encodeMessage({ kind: 'request', method: 1, transactionId: randomBytes(12), attributes: [] }),
      encodeChannelData({ channel: 0x7fff, data: randomBytes(65_507), isPadded: true }),
    ]
    const stream = Buffer.concat(frames)
    for (const most of [1, 3, 5, 64, 70_000]) {
      const reader = createFrameReader()
      const read: Buffer[] = []
      for (let at = 0; at < stream.length; ) {
        const end = at + randomInt(1, most + 1)
        read.push(...(reader.read(stream.subarray(at, end)) ?? []))
        at = end
      }
      expect(read).toEqual(frames)
    }
  })

  test.each([
    ['a first byte of neither STUN nor ChannelData', '80000000'],
    ['ChannelData longer than any datagram', '4000fff0'],
    ['a STUN length that is no multiple of four', '00010003'],
    ['a STUN header without the cookie', `0001fffc${'00'.repeat(16)}`],
  ])('%s ends the stream', (_, hex) => {
    expect(createFrameReader().read(Buffer.from(hex, 'hex'))).toBeUndefined()
  })
})

test('CRC-32 of "123456789" is cbf43926, in one go and in two', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926)
  expect(crc32(Buffer.from('6789'), crc32(Buffer.from('12345')))).toBe(0xcbf43926)
})

function sample(): Buffer {
  const attributes = [{ type: attribute.data, value: Buffer.from('hello') }]
  return encodeMessage({ kind: 'request', method: method.send, transactionId: randomBytes(12), attributes })
}
