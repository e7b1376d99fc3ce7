import { isMet, type TurnFaults } from '../faults.ts'
import { unknownAttributesAttribute, xorAddressAttribute } from '../stun/attributes.ts'
import { attribute, method, type StunMessage } from '../stun/message.ts'
import { authenticate } from './authenticate.ts'
import type { Client } from './client.ts'
import type { TurnContext } from './context.ts'
import { type Outcome, type Refusal, refusal, success } from './outcome.ts'
import { refuseOnPurpose } from './refuseOnPurpose.ts'
import { allocate } from './requests/allocate.ts'
import { channelBind } from './requests/channelBind.ts'
import { createPermission } from './requests/createPermission.ts'
import { refresh } from './requests/refresh.ts'
import type { AllocationRequest, Request } from './requests/request.ts'

export interface Answered {
  readonly outcome: Outcome
  /** What to sign the answer with: only who proved to know it gets a signed answer. */
  readonly key: Buffer | undefined
}

export interface AnswerOptions {
  message: StunMessage
  packet: Buffer
  client: Client
  context: TurnContext
}

const onAllocation = new Map<number, (request: AllocationRequest) => Outcome>([
  [method.refresh, refresh],
  [method.createPermission, createPermission],
  [method.channelBind, channelBind],
])

const understood: ReadonlySet<number> = new Set(
  Object.values(attribute).filter((type) => type !== attribute.dontFragment),
)

/** `undefined` for a request that gets no answer. */
export async function answerRequest({
  message,
  packet,
  client,
  context,
}: AnswerOptions): Promise<Answered | undefined> {
  if (message.method === method.binding) {
    const mapped = [xorAddressAttribute(attribute.xorMappedAddress, client)]
    return { outcome: refuseUnknownAttributes(message) ?? success(mapped), key: undefined }
  }
  if (message.method !== method.allocate && !onAllocation.has(message.method)) return undefined
  const fault = faultOf(message.method, context)
  if (fault?.ignore && isMet(fault)) return undefined
  const now = Date.now()
  const sender = authenticate({ message, packet, client, context, now })
  if (sender.kind === 'error') return { outcome: sender, key: undefined }
  const { credential } = sender
  if (fault?.refuse !== undefined && isMet(fault)) {
    return { outcome: refuseOnPurpose(fault.refuse, { client, context, now }), key: credential.integrityKey }
  }
  const request = { message, client, credential, context, now }
  const outcome = refuseUnknownAttributes(message) ?? (await handle(request))
  return outcome && { outcome, key: credential.integrityKey }
}

/** What is set for requests of this kind. */
function faultOf(kind: number, { faults: { turn } }: TurnContext): TurnFaults | undefined {
  return (turn.methods ?? ['allocate']).some((name) => method[name] === kind) ? turn : undefined
}

function handle(request: Request): Outcome | undefined | Promise<Outcome | undefined> {
  const { message, client, credential, context } = request
  const handler = onAllocation.get(message.method)
  if (!handler) return allocate(request)
  const allocation = context.allocations.get(client.key)
  if (!allocation) return refusal(437, 'allocation-mismatch')
  if (allocation.credential.username !== credential.username) return refusal(441, 'other-user')
  return handler({ ...request, allocation })
}

/** RFC 8489 section 6.3.1: an attribute that must be understood and is not. */
function refuseUnknownAttributes(message: StunMessage): Refusal | undefined {
  const unknown = message.attributes.map(({ type }) => type).filter((type) => type < 0x8000 && !understood.has(type))
  if (unknown.length === 0) return undefined
  return refusal(420, 'unsupported', [unknownAttributesAttribute([...new Set(unknown)])])
}
