import { attribute, attributeValue, type StunMessage } from '../../stun/message.ts'
import { type Outcome, refusal, success } from '../outcome.ts'
import { askedPeers } from './asked.ts'
import type { AllocationRequest } from './request.ts'

/** RFC 8656 section 12.2. */
export function channelBind({ message, allocation, context, now }: AllocationRequest): Outcome {
  const channel = askedChannel(message)
  const peer = askedPeers(message)?.[0]
  if (channel === undefined || !peer || peer.port === 0) return refusal(400, 'bad-request')
  if (peer.family !== 'IPv4') return refusal(443, 'unsupported')
  if (!context.peers.allows(peer.address)) return refusal(403, 'forbidden-peer')
  if (!allocation.channels.bind(channel, peer, now)) return refusal(400, 'bad-request')
  if (!allocation.permissions.permit(peer.address, now)) return refusal(508, 'quota')
  return success()
}

// RFC 8656 ends at 0x4FFF, RFC 5766 at 0x7FFE; clients of the older one, such as coturn's, use all of its range.
function askedChannel(message: StunMessage): number | undefined {
  const value = attributeValue(message, attribute.channelNumber)
  const channel = value?.length === 4 ? value.readUInt16BE() : 0
  return channel >= 0x4000 && channel <= 0x7fff ? channel : undefined
}
