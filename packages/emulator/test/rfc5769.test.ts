import { describe, expect, test } from 'vitest'
import { decodeXorAddress, textAttribute, xorAddressAttribute } from '../src/stun/attributes.ts'
import { isFingerprintTrue, isSignedWith, longTermKey, sign } from '../src/stun/integrity.ts'
import { attribute, attributeValue, decodeMessage, encodeMessage, type StunMessage } from '../src/stun/message.ts'

// The test vectors of https://www.rfc-editor.org/rfc/rfc5769
const request = bytes(`
  00010058 2112a442 b7e7a701bc34d686fa87dfae 80220010 5354554e207465737420636c69656e74 00240004 6e0001ff
  80290008 932ff9b151263b36 00060009 6576746a3a68367659202020 00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2
  80280004 e57a3bcf`)
const ipv4Response = bytes(`
  0101003c 2112a442 b7e7a701bc34d686fa87dfae 8022000b 7465737420766563746f7220 00200008 0001a147e112a643
  00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7 80280004 c07d4c96`)
const ipv6Response = bytes(`
  01010048 2112a442 b7e7a701bc34d686fa87dfae 8022000b 7465737420766563746f7220
  00200014 0002a1470113a9faa5d3f179bc25f4b5bed2b9d9
  00080014 a382954e4be67bf11784c97c8292c275bfe3ed41 80280004 c8fb0b4c`)
const longTermRequest = bytes(`
  00010060 2112a442 78ad3433c6ad72c029da412e 00060012 e3839ee38388e383aae38383e382afe382b90000
  0015001c 662f2f3439396b39353464364f4c33346f4c39465354767936347341 0014000b 6578616d706c652e6f726700
  00080014 f67024656dd64a3e02b8e0712e85c9a28ca89666`)

/** Short-term credentials use the password itself as the key. */
const shortTermKey = Buffer.from('VOkJxbRl1RmTxUk/WvJxBt')

describe('RFC 5769', () => {
  test('2.1: the sample request is read', () => {
    const message = decode(request)
    expect(message).toMatchObject({ kind: 'request', method: 1 })
    expect(message.transactionId.toString('hex')).toBe('b7e7a701bc34d686fa87dfae')
    expect(attributeValue(message, attribute.username)?.toString()).toBe('evtj:h6vY')
    expect(attributeValue(message, attribute.software)?.toString()).toBe('STUN test client')
  })

  test.each([
    ['2.1', request],
    ['2.2', ipv4Response],
    ['2.3', ipv6Response],
  ])('%s: integrity and fingerprint are right, and no longer after any bit has changed', (_, packet) => {
    expect(isSignedWith(packet, shortTermKey)).toBe(true)
    expect(isFingerprintTrue(packet)).toBe(true)
    expect(isSignedWith(packet, Buffer.from('another'))).toBe(false)
    for (let bit = 0; bit < packet.length * 8; bit += 5) {
      const spoiled = Buffer.from(packet)
      spoiled[bit >> 3] = (spoiled[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const isRead = decodeMessage(spoiled) !== undefined
      expect(isRead && isFingerprintTrue(spoiled)).toBe(false)
      // The signature covers everything but the fingerprint behind it.
      if (bit < (packet.length - 8) * 8) expect(isRead && isSignedWith(spoiled, shortTermKey)).toBe(false)
    }
  })

  test('2.2: the IPv4 address of the sample response is read and written', () => {
    const message = decode(ipv4Response)
    const value = attributeValue(message, attribute.xorMappedAddress)
    expect(message.kind).toBe('success')
    expect(addressIn(message)).toEqual({ family: 'IPv4', address: '192.0.2.1', port: 32853 })
    expect(xorAddressAttribute(attribute.xorMappedAddress, { address: '192.0.2.1', port: 32853 }).value).toEqual(value)
  })

  test('2.3: the IPv6 address of the sample response is read', () => {
    const address = '2001:db8:1234:5678:11:2233:4455:6677'
    expect(addressIn(decode(ipv6Response))).toEqual({ family: 'IPv6', address, port: 32853 })
  })

  test('2.4: the sample request with long-term authentication is read, verified, and written byte for byte', () => {
    const username = 'マトリックス'
    const key = longTermKey({ username, realm: 'example.org', password: 'TheMatrIX' })
    expect(isSignedWith(longTermRequest, key)).toBe(true)
    const message = decode(longTermRequest)
    expect(attributeValue(message, attribute.username)?.toString()).toBe(username)
    const attributes = [
      textAttribute(attribute.username, username),
      textAttribute(attribute.nonce, 'f//499k954d6OL34oL9FSTvy64sA'),
      textAttribute(attribute.realm, 'example.org'),
    ]
    expect(sign(encodeMessage({ ...message, attributes }), key)).toEqual(longTermRequest)
  })
})

function bytes(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(/\s/g, ''), 'hex')
}

function decode(packet: Buffer): StunMessage {
  const message = decodeMessage(packet)
  if (!message) throw new Error('The packet was not read.')
  return message
}

function addressIn(message: StunMessage) {
  return decodeXorAddress(attributeValue(message, attribute.xorMappedAddress) ?? Buffer.alloc(0), message.transactionId)
}
