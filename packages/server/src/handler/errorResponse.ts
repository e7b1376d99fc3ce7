import { TurnProviderError } from '../errors.ts'
import { jsonResponse } from './jsonResponse.ts'

/**
 * Why there is no credential, as the client reads it in `error.code`:
 * - `unauthorized` (401): `authorize` returned `null`
 * - `method-not-allowed` (405): neither GET, HEAD nor POST
 * - `aborted` (499): the client ended the request; nobody reads this
 * - `internal` (500): `authorize` failed, or the provider with an error that is no TurnProviderError
 * - `misconfigured` (500): the provider answered 401, 403 or 404
 * - `upstream` (502): the provider failed, could not be reached, or gave an invalid answer
 * - `rate-limited` (503): the provider answered 429; its Retry-After is passed on
 * - `upstream-timeout` (504): the provider did not answer in time
 */
export type IceHandlerErrorCode =
  | 'unauthorized'
  | 'method-not-allowed'
  | 'aborted'
  | 'internal'
  | 'misconfigured'
  | 'upstream'
  | 'rate-limited'
  | 'upstream-timeout'

const answers: Record<IceHandlerErrorCode, [status: number, message: string]> = {
  unauthorized: [401, 'Not signed in, or not allowed to use the relay.'],
  'method-not-allowed': [405, 'Ask with GET or POST.'],
  aborted: [499, 'The client ended the request.'],
  internal: [500, 'The endpoint failed.'],
  misconfigured: [500, 'The endpoint is not set up right: the TURN provider refused it.'],
  upstream: [502, 'The TURN provider failed. Try again later.'],
  'rate-limited': [503, 'The TURN provider asks to wait. Try again later.'],
  'upstream-timeout': [504, 'The TURN provider did not answer in time. Try again later.'],
}

/** An error answer in fixed words, so that nothing of the cause can reach the client. */
export function errorResponse(code: IceHandlerErrorCode, headers?: Record<string, string>): Response {
  const [status, message] = answers[code]
  return jsonResponse(status, { error: { code, message } }, headers)
}

/** The answer to a request that failed with `error`. */
export function failureResponse(error: unknown): Response {
  if (!(error instanceof TurnProviderError)) return errorResponse('internal')
  const { retryAfter } = error
  return errorResponse(
    answerCode(error),
    retryAfter === undefined || !Number.isFinite(retryAfter)
      ? {}
      : { 'Retry-After': String(Math.ceil(retryAfter / 1000)) },
  )
}

function answerCode({ code, status }: TurnProviderError): IceHandlerErrorCode {
  if (code === 'aborted') return 'aborted'
  if (code === 'timeout') return 'upstream-timeout'
  if (code === 'invalid-ttl' || code === 'invalid-option') return 'internal'
  if (status === 401 || status === 403 || status === 404) return 'misconfigured'
  return status === 429 ? 'rate-limited' : 'upstream'
}
