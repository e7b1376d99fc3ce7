import type { TransportAddress } from '../src/stun/attributes.ts'
import { lifetimeAttribute, textAttribute, xorAddressAttribute } from '../src/stun/attributes.ts'
import { encodeChannelData } from '../src/stun/channelData.ts'
import { fingerprint, longTermKey, sign } from '../src/stun/integrity.ts'
import { attribute, encodeMessage } from '../src/stun/message.ts'
import type { SeededRandom } from './seededRandom.ts'
import { requestedUdp } from './turnClient.ts'

export interface JunkOptions {
  random: SeededRandom
  /** A username that is good, and the realm and nonce that go with it. */
  username: string
  realm: string
  nonce: string
  /** Where the junk would like to be relayed to. */
  target: TransportAddress
}

/** Random bytes, or a proper packet with something wrong about it. */
export function junk(options: JunkOptions): Buffer {
  const { random } = options
  const choice = random.int(0, 8)
  if (choice === 0) return random.bytes(random.int(0, 80))
  if (choice === 1) {
    return encodeChannelData({ channel: random.int(0x3000, 0x9000), data: random.bytes(9), isPadded: true })
  }
  const packet = almostProper(options)
  if (choice === 2) return packet
  if (choice === 3) return packet.subarray(0, random.int(0, packet.length))
  const spoiled = Buffer.from(packet)
  // Lengths that lie, of the whole or of an attribute.
  if (choice === 4) spoiled.writeUInt16BE(random.pick([0, 3, 0xfffc, 0xffff]), random.pick([2, 22]))
  for (let count = 0; count < choice - 4; count++) spoiled[random.int(0, spoiled.length)] = random.int(0, 256)
  return spoiled
}

/** Signed, but never with the password of its user. */
function almostProper({ random, target, ...good }: JunkOptions): Buffer {
  const username = random.pick([good.username, 'constructor', '__proto__', 'toString', 'nobody', ''])
  const peer = random.pick([target, { address: '127.0.0.1', port: random.int(0, 65_536) }])
  const attributes = [
    requestedUdp,
    textAttribute(attribute.username, username),
    textAttribute(attribute.realm, good.realm),
    textAttribute(attribute.nonce, random.pick([good.nonce, random.bytes(22).toString('hex')])),
    lifetimeAttribute(random.int(0, 2)),
    xorAddressAttribute(attribute.xorPeerAddress, peer),
    { type: attribute.data, value: Buffer.from('junk') },
    { type: attribute.channelNumber, value: Buffer.from([0x40, random.int(0, 4), 0, 0]) },
    { type: random.int(0, 65_536), value: random.bytes(random.int(0, 20)) },
  ].filter(() => random.int(0, 8) > 0)
  const kind = random.pick(['indication', 'request', 'request'] as const)
  const transactionId = random.bytes(12)
  const plain = encodeMessage({ kind, method: random.int(1, 12), transactionId, attributes })
  const password = random.pick(['undefined', '', username])
  const signed = sign(plain, longTermKey({ username, realm: good.realm, password }))
  return random.pick([plain, signed, fingerprint(signed), fingerprint(plain)])
}
