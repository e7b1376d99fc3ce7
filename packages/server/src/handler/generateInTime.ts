import { validateIceServers } from '@freshice/core/answer'
import { TurnProviderError } from '../errors.ts'
import type { IceServersAnswer, IceServersRequest, TurnProvider } from '../turnProvider.ts'
import { isUsable } from '../usableServers.ts'
import { withDeadline } from '../withDeadline.ts'

/**
 * Asks the provider, for at most `timeout` milliseconds, and once more when it did not answer or failed with 5xx: most
 * such failures pass at once. Resolves with servers that every browser accepts.
 */
export async function generateInTime(
  provider: TurnProvider,
  { signal, ...request }: IceServersRequest,
  timeout: number,
): Promise<IceServersAnswer> {
  const attempt = () =>
    withDeadline({ signal, timeout, what: 'The TURN provider' }, (signal) => provider.generate({ ...request, signal }))
  const answer = await attempt().catch((error: unknown) => {
    if (!isPassing(error)) throw error
    return attempt()
  })
  return checkAnswer(answer, request.keepPort53 === true)
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof TurnProviderError)) return false
  const { code, status = 0, retryAfter } = error
  // Who says when to come back is not asked before.
  return code === 'network' || code === 'timeout' || (code === 'http' && status >= 500 && retryAfter === undefined)
}

function checkAnswer(answer: IceServersAnswer, isAnyClient: boolean): IceServersAnswer {
  if (!Array.isArray(answer?.iceServers) || !(answer.ttl > 0)) {
    throw new TurnProviderError('invalid-answer', 'The provider must resolve with { iceServers, ttl, expiresAt }.')
  }
  // One by one: a provider's other members are not for the client.
  const { iceServers, ttl, expiresAt } = answer
  if (isAnyClient || isUsable(iceServers)) return { iceServers, ttl, expiresAt }
  const { iceServers: usable, problems } = validateIceServers(iceServers)
  if (usable.length === 0 && iceServers.length > 0) {
    const said = problems[0]?.message ?? ''
    throw new TurnProviderError('invalid-answer', `The provider's servers are of no use to a browser: ${said}`)
  }
  return { iceServers: usable, ttl, expiresAt }
}
