import { randomBytes } from 'node:crypto'
import { type TransportAddress, xorAddressAttribute } from '../stun/attributes.ts'
import { encodeChannelData } from '../stun/channelData.ts'
import { attribute, encodeMessage, method } from '../stun/message.ts'
import type { Channels } from './channels.ts'
import type { Client } from './client.ts'

interface PeerPacket {
  data: Buffer
  peer: TransportAddress
  client: Client
  channels: Channels
}

/** Hands a peer's packet to the client: as ChannelData if a channel is bound to the peer, else as a Data indication. */
export function relayToClient({ data, peer, client, channels }: PeerPacket): void {
  const channel = channels.channelOf(peer, Date.now())
  if (channel !== undefined) {
    client.send(encodeChannelData({ channel, data, isPadded: client.transport !== 'udp' }))
    return
  }
  const indication = encodeMessage({
    kind: 'indication',
    method: method.data,
    transactionId: randomBytes(12),
    attributes: [xorAddressAttribute(attribute.xorPeerAddress, peer), { type: attribute.data, value: data }],
  })
  client.send(indication)
}
