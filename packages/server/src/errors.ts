/**
 * What went wrong:
 * - `invalid-option`: an option or argument is missing or wrong; or `authorize` or `rateLimit` returned what they may not
 * - `invalid-ttl`: `ttl` is not a whole number from 1 to 172800; thrown before any request
 * - `network`: the provider could not be reached, or the connection broke
 * - `timeout`: the provider did not answer in time
 * - `http`: the provider answered with an error; see `status`
 * - `invalid-answer`: the provider answered, but not with what was asked for: usable ICE servers, or a TURN key
 * - `aborted`: the caller's signal ended the request
 */
export type TurnProviderErrorCode =
  | 'invalid-option'
  | 'invalid-ttl'
  | 'network'
  | 'timeout'
  | 'http'
  | 'invalid-answer'
  | 'aborted'

/** What an error knows besides its code and message. */
export interface TurnProviderErrorOptions {
  /** The error underneath. */
  cause?: unknown
  /** HTTP status of the provider's answer. */
  status?: number | undefined
  /** How long the provider asks to wait, in milliseconds from now. */
  retryAfter?: number | undefined
}

/** Every error of this package. Its message holds no secret and no credential, so it may be logged. */
export class TurnProviderError extends Error {
  override readonly name = 'TurnProviderError'
  /** What went wrong, for programs. */
  readonly code: TurnProviderErrorCode
  /** HTTP status of the provider's answer, where there was one. */
  readonly status: number | undefined
  /** How long the provider asks to wait, in milliseconds from now. */
  readonly retryAfter: number | undefined

  constructor(code: TurnProviderErrorCode, message: string, options: TurnProviderErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.code = code
    this.status = options.status
    this.retryAfter = options.retryAfter
  }
}
