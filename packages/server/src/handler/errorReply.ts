import { TurnProviderError } from '../errors.ts'
import type { Reply } from './reply.ts'

/**
 * Why there is no credential, as the client reads it in `error.code`:
 * - `unauthorized` (401): `authorize` returned `null`
 * - `forbidden-origin` (403): a page of another origin asked that `cors` does not list
 * - `method-not-allowed` (405): neither GET, HEAD, POST nor OPTIONS
 * - `too-many-requests` (429): `rateLimit` said no
 * - `aborted` (499): the client ended the request; nobody reads this
 * - `internal` (500): an option's function failed, or the provider with an error that is no TurnProviderError
 * - `misconfigured` (500): the provider answered 401, 403 or 404
 * - `upstream` (502): the provider failed, could not be reached, or gave an invalid answer
 * - `rate-limited` (503): the provider answered 429; its Retry-After is passed on
 * - `upstream-timeout` (504): the provider did not answer in time
 */
export type IceHandlerErrorCode =
  | 'unauthorized'
  | 'forbidden-origin'
  | 'method-not-allowed'
  | 'too-many-requests'
  | 'aborted'
  | 'internal'
  | 'misconfigured'
  | 'upstream'
  | 'rate-limited'
  | 'upstream-timeout'

const answers: Record<IceHandlerErrorCode, [status: number, message: string]> = {
  unauthorized: [401, 'Not signed in, or not allowed to use the relay.'],
  'forbidden-origin': [403, 'Pages of this origin may not ask here.'],
  'method-not-allowed': [405, 'Ask with GET or POST.'],
  'too-many-requests': [429, 'Too many requests. Try again later.'],
  aborted: [499, 'The client ended the request.'],
  internal: [500, 'The endpoint failed.'],
  misconfigured: [500, 'The endpoint is not set up right: the TURN provider refused it.'],
  upstream: [502, 'The TURN provider failed. Try again later.'],
  'rate-limited': [503, 'The TURN provider asks to wait. Try again later.'],
  'upstream-timeout': [504, 'The TURN provider did not answer in time. Try again later.'],
}

/** An error answer in fixed words, so that nothing of the cause can reach the client. */
export function errorReply(code: IceHandlerErrorCode, headers: Record<string, string> = {}): Reply {
  const [status, message] = answers[code]
  return { status, body: { error: { code, message } }, headers }
}

/** The answer to a request that failed with `error`. */
export function failureReply(error: unknown): Reply {
  if (!(error instanceof TurnProviderError)) return errorReply('internal')
  return errorReply(answerCode(error), retryAfterHeader(error.retryAfter))
}

/** Retry-After in whole seconds; none where nobody knows. */
export function retryAfterHeader(retryAfter: number | undefined): Record<string, string> {
  if (retryAfter === undefined || !(retryAfter >= 0 && retryAfter < Number.POSITIVE_INFINITY)) return {}
  return { 'Retry-After': String(Math.ceil(retryAfter / 1000)) }
}

function answerCode({ code, status }: TurnProviderError): IceHandlerErrorCode {
  if (code === 'aborted') return 'aborted'
  if (code === 'timeout') return 'upstream-timeout'
  if (code === 'invalid-ttl' || code === 'invalid-option') return 'internal'
  if (status === 401 || status === 403 || status === 404) return 'misconfigured'
  return status === 429 ? 'rate-limited' : 'upstream'
}
