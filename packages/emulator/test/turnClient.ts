import { randomBytes } from 'node:crypto'
import {
  decodeXorAddress,
  lifetimeAttribute,
  type TransportAddress,
  textAttribute,
  xorAddressAttribute,
} from '../src/stun/attributes.ts'
import { decodeChannelData, encodeChannelData } from '../src/stun/channelData.ts'
import { fingerprint, isSignedWith, longTermKey, sign } from '../src/stun/integrity.ts'
import {
  attribute,
  attributeValue,
  decodeMessage,
  encodeMessage,
  method,
  type StunAttribute,
  type StunMessage,
} from '../src/stun/message.ts'
import { createInbox } from './inbox.ts'
import { openTcp, openTls, openUdp } from './wire.ts'

/** What a TURN server relayed to us. */
export interface Relayed {
  text: string
  channel?: number
  peer?: TransportAddress | undefined
}

export interface Answer extends StunMessage {
  /** 0 for a success. */
  code: number
  isSigned: boolean
}

export type TurnClient = Awaited<ReturnType<typeof connectTurnClient>>

export interface RequestOptions {
  attributes?: StunAttribute[]
  transactionId?: Buffer
  /** Without a username, realm, nonce and signature. */
  isBare?: boolean
  username?: string
  password?: string
  /** Instead of the one that the server gave. */
  nonce?: string
  /** Spoils the packet. */
  spoil?: (packet: Buffer) => Buffer
}

export const requestedUdp: StunAttribute = { type: attribute.requestedTransport, value: Buffer.from([17, 0, 0, 0]) }

const wires = { udp: openUdp, tcp: openTcp, tls: openTls }

/** A TURN client with just what the tests need: it answers 401 and 438 once, and asks again until it is answered. */
export async function connectTurnClient(options: {
  host: string
  port: number
  transport: 'udp' | 'tcp' | 'tls'
  username: string
  password: string
}) {
  const answers = new Map<string, (packet: Buffer) => void>()
  const relayed = createInbox<Relayed>()
  const wire = await wires[options.transport](options, receive)
  const repeats = new Set<NodeJS.Timeout>()
  wire.onClose(() => {
    for (const repeat of repeats) clearInterval(repeat)
  })
  const isPadded = options.transport !== 'udp'
  let realm = ''
  let nonce = ''

  function receive(packet: Buffer): void {
    const channelData = (packet[0] ?? 0) >> 6 === 1 ? decodeChannelData(packet) : undefined
    if (channelData) relayed.put({ text: channelData.data.toString(), channel: channelData.channel })
    const message = decodeMessage(packet)
    if (!message) return
    const text = attributeValue(message, attribute.data)?.toString()
    if (text === undefined) answers.get(message.transactionId.toString('hex'))?.(packet)
    else relayed.put({ text, peer: addressOf(message, attribute.xorPeerAddress) })
  }

  async function ask(requestMethod: number, request: RequestOptions): Promise<Answer> {
    const { username = options.username, password = options.password } = request
    const key = longTermKey({ username, realm, password })
    const transactionId = request.transactionId ?? randomBytes(12)
    const attributes = [...(request.attributes ?? [])]
    if (!request.isBare) {
      attributes.push(textAttribute(attribute.username, username))
      attributes.push(textAttribute(attribute.realm, realm), textAttribute(attribute.nonce, request.nonce ?? nonce))
    }
    const plain = encodeMessage({ kind: 'request', method: requestMethod, transactionId, attributes })
    const whole = fingerprint(request.isBare ? plain : sign(plain, key))
    const packet = request.spoil?.(whole) ?? whole
    const answer = await new Promise<Buffer>((resolve) => {
      const again = setInterval(() => wire.send(packet), 500)
      answers.set(transactionId.toString('hex'), (bytes) => {
        clearInterval(again)
        repeats.delete(again)
        resolve(bytes)
      })
      repeats.add(again)
      wire.send(packet)
    })
    const message = decodeMessage(answer)
    if (!message) throw new Error('The answer is malformed.')
    const [, , hundreds = 0, rest = 0] = attributeValue(message, attribute.errorCode) ?? []
    return { ...message, code: hundreds * 100 + rest, isSigned: isSignedWith(answer, key) }
  }

  async function request(requestMethod: number, wish: RequestOptions = {}): Promise<Answer> {
    if (!nonce) learn(await ask(requestMethod, { ...wish, isBare: true }))
    const answer = await ask(requestMethod, wish)
    if (answer.code !== 438) return answer
    learn(answer)
    return ask(requestMethod, wish)
  }

  function learn(answer: Answer): void {
    realm = attributeValue(answer, attribute.realm)?.toString() ?? realm
    nonce = attributeValue(answer, attribute.nonce)?.toString() ?? nonce
  }

  const peerAttribute = (peer: TransportAddress) => xorAddressAttribute(attribute.xorPeerAddress, peer)

  return {
    ask,
    request,
    nonce: () => nonce,
    send: wire.send,
    close: wire.close,
    onClose: wire.onClose,
    next: relayed.next,
    waiting: relayed.waiting,
    async allocate(wish: RequestOptions = {}) {
      const answer = await request(method.allocate, { ...wish, attributes: wish.attributes ?? [requestedUdp] })
      return {
        ...answer,
        relay: addressOf(answer, attribute.xorRelayedAddress) ?? { address: '', port: 0 },
        mapped: addressOf(answer, attribute.xorMappedAddress),
        lifetime: attributeValue(answer, attribute.lifetime)?.readUInt32BE(),
      }
    },
    async refresh(seconds: number, wish: RequestOptions = {}) {
      const answer = await request(method.refresh, { ...wish, attributes: [lifetimeAttribute(seconds)] })
      return { ...answer, lifetime: attributeValue(answer, attribute.lifetime)?.readUInt32BE() }
    },
    createPermission: (...peers: TransportAddress[]) =>
      request(method.createPermission, { attributes: peers.map(peerAttribute) }),
    channelBind: (channel: number, peer: TransportAddress) =>
      request(method.channelBind, {
        attributes: [
          { type: attribute.channelNumber, value: Buffer.from([channel >> 8, channel & 255, 0, 0]) },
          peerAttribute(peer),
        ],
      }),
    sendTo(peer: TransportAddress, text: string) {
      const attributes = [peerAttribute(peer), textAttribute(attribute.data, text)]
      wire.send(encodeMessage({ kind: 'indication', method: method.send, transactionId: randomBytes(12), attributes }))
    },
    sendOn: (channel: number, text: string) =>
      wire.send(encodeChannelData({ channel, data: Buffer.from(text), isPadded })),
  }
}

export function addressOf(message: StunMessage, type: number): TransportAddress | undefined {
  const value = attributeValue(message, type)
  return value && decodeXorAddress(value, message.transactionId)
}
