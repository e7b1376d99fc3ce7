import type { RefusalReason } from '../events.ts'
import { errorCodeAttribute } from '../stun/attributes.ts'
import type { StunAttribute } from '../stun/message.ts'

/** What a request comes to. */
export type Outcome = Success | Refusal

export interface Success {
  readonly kind: 'success'
  readonly attributes: readonly StunAttribute[]
}

export interface Refusal {
  readonly kind: 'error'
  readonly code: number
  readonly attributes: readonly StunAttribute[]
  /** Left out where an error is the ordinary course: the first challenge and a nonce that grew old. */
  readonly why: RefusalReason | undefined
}

const reasons: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  420: 'Unknown Attribute',
  437: 'Allocation Mismatch',
  438: 'Stale Nonce',
  440: 'Address Family not Supported',
  441: 'Wrong Credentials',
  442: 'Unsupported Transport Protocol',
  443: 'Peer Address Family Mismatch',
  486: 'Allocation Quota Reached',
  508: 'Insufficient Capacity',
}

export function success(attributes: readonly StunAttribute[] = []): Success {
  return { kind: 'success', attributes }
}

export function refusal(code: number, why?: RefusalReason, attributes: readonly StunAttribute[] = []): Refusal {
  return { kind: 'error', code, why, attributes: [errorCodeAttribute(code, reasons[code] ?? 'Error'), ...attributes] }
}
