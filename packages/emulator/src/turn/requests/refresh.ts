import { lifetimeAttribute } from '../../stun/attributes.ts'
import { grantedLifetime } from '../lifetimes.ts'
import { type Outcome, refusal, success } from '../outcome.ts'
import { askedFamily, askedLifetime } from './asked.ts'
import type { AllocationRequest } from './request.ts'

/** RFC 8656 section 8.2. */
export function refresh({ message, allocation, credential, context }: AllocationRequest): Outcome {
  if (askedFamily(message) === 'other') return refusal(443, 'unsupported')
  const asked = askedLifetime(message)
  if (asked === 0) {
    allocation.end('released')
    return success([lifetimeAttribute(0)])
  }
  const lifetime = grantedLifetime(asked, context.lifetimes)
  allocation.extend(lifetime)
  context.emit('refreshed', { username: credential.username, lifetime: lifetime * 1000 })
  return success([lifetimeAttribute(lifetime)])
}
