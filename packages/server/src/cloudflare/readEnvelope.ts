import { TurnProviderError } from '../errors.ts'
import { errorDetail } from './errorDetail.ts'

/**
 * The `result` of an answer of Cloudflare's v4 API: `{ success, errors, messages, result }`.
 * Throws TurnProviderError `invalid-answer`, with Cloudflare's codes and messages where it says that it did not succeed.
 */
export function readEnvelope(text: string, { what, secret }: { what: string; secret: string }): unknown {
  const envelope = parse(text)
  if (envelope?.success === true) return envelope.result
  const detail = envelope?.success === false && errorDetail(text, secret)
  const said = detail ? `with the error "${detail}"` : 'with something else than Cloudflare does'
  throw new TurnProviderError('invalid-answer', `${what} answered ${said}. Is accountBaseUrl right?`)
}

function parse(text: string): { success?: unknown; result?: unknown } | null {
  try {
    return JSON.parse(text)
  } catch {
    // Without its cause: a SyntaxError quotes the text, and with it perhaps a secret.
    return null
  }
}
