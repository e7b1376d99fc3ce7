import { textAttribute } from '../stun/attributes.ts'
import { decodeChannelData } from '../stun/channelData.ts'
import { fingerprint, isFingerprintTrue, sign } from '../stun/integrity.ts'
import { attribute, attributeValue, decodeMessage, encodeMessage, method, type StunMessage } from '../stun/message.ts'
import { type Answered, answerRequest } from './answerRequest.ts'
import type { Client } from './client.ts'
import type { TurnContext } from './context.ts'
import { askedPeers } from './requests/asked.ts'

const software = 'freshice emulator'

/** Takes one packet from a client. Whatever is not STUN or ChannelData is dropped without a word. */
export async function receivePacket(packet: Buffer, client: Client, context: TurnContext): Promise<void> {
  const kind = (packet[0] ?? 0xff) >> 6
  if (kind === 1) return receiveChannelData(packet, client, context)
  if (kind !== 0) return
  const message = decodeMessage(packet)
  if (!message) return
  const isFingerprinted = attributeValue(message, attribute.fingerprint) !== undefined
  if (isFingerprinted && !isFingerprintTrue(packet)) return
  if (message.kind === 'indication') return receiveIndication(message, client, context)
  if (message.kind !== 'request') return
  const answered = await answerRequest({ message, packet, client, context })
  if (!answered) return
  report({ message, answered, context })
  const answer = encodeAnswer(message, answered)
  client.send(isFingerprinted ? fingerprint(answer) : answer)
}

function receiveChannelData(packet: Buffer, client: Client, { allocations }: TurnContext): void {
  const allocation = allocations.get(client.key)
  const channelData = decodeChannelData(packet)
  if (!allocation || !channelData) return
  const peer = allocation.channels.peerOf(channelData.channel, Date.now())
  if (peer) allocation.sendToPeer(channelData.data, peer)
}

function receiveIndication(message: StunMessage, client: Client, { allocations }: TurnContext): void {
  // DONT-FRAGMENT must be understood, and cannot be honoured.
  if (message.method !== method.send || attributeValue(message, attribute.dontFragment)) return
  const peer = askedPeers(message)?.[0]
  const data = attributeValue(message, attribute.data)
  if (peer?.family === 'IPv4' && data) allocations.get(client.key)?.sendToPeer(data, peer)
}

function encodeAnswer({ method, transactionId }: StunMessage, { outcome, key }: Answered): Buffer {
  const attributes = [...outcome.attributes, textAttribute(attribute.software, software)]
  const packet = encodeMessage({ kind: outcome.kind, method, transactionId, attributes })
  return key ? sign(packet, key) : packet
}

function report({
  message,
  answered,
  context,
}: {
  message: StunMessage
  answered: Answered
  context: TurnContext
}): void {
  const { outcome } = answered
  if (outcome.kind !== 'error' || !outcome.why || message.method === method.binding) return
  const username = attributeValue(message, attribute.username)?.toString('utf8') ?? ''
  context.emit('refused', { username, code: outcome.code, why: outcome.why })
}
