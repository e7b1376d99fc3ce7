import { type Outcome, refusal, success } from '../outcome.ts'
import { askedPeers } from './asked.ts'
import type { AllocationRequest } from './request.ts'

/** RFC 8656 section 10.2: all the addresses or none. */
export function createPermission({ message, allocation, context, now }: AllocationRequest): Outcome {
  const peers = askedPeers(message)
  if (!peers) return refusal(400, 'bad-request')
  if (peers.some(({ family }) => family !== 'IPv4')) return refusal(443, 'unsupported')
  if (!peers.every(({ address }) => context.peers.allows(address))) return refusal(403, 'forbidden-peer')
  if (!peers.every(({ address }) => allocation.permissions.permit(address, now))) return refusal(508, 'quota')
  return success()
}
