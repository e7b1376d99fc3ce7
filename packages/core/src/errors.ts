/**
 * What went wrong while getting ICE servers:
 * - `network`: no answer at all (offline, DNS, CORS, a source that threw)
 * - `timeout`: no answer within the time allowed
 * - `http`: an answer with a status that is no success; see `status`
 * - `unauthorized`: 401 or 403
 * - `invalid-answer`: an answer that is no list of ICE servers
 * - `expired`: the servers ran out and could not be renewed
 * - `aborted`: the caller's signal, or `clear()`
 */
export type IceServersErrorCode =
  | 'network'
  | 'timeout'
  | 'http'
  | 'unauthorized'
  | 'invalid-answer'
  | 'expired'
  | 'aborted'

/** The error of this package: its message says what, where and what to do, and holds no secret. */
export class IceServersError extends Error {
  override readonly name = 'IceServersError'
  /** What kind of failure it was. */
  declare readonly code: IceServersErrorCode
  /** The HTTP status, where there was an answer. */
  declare readonly status: number | undefined
  /** When a new try makes sense, in milliseconds since the epoch, where the server said so. */
  declare readonly retryAt: number | undefined

  constructor(
    code: IceServersErrorCode,
    message: string,
    {
      status,
      retryAt,
      ...options
    }: { cause?: unknown; status?: number | undefined; retryAt?: number | undefined } = {},
  ) {
    super(message, options)
    Object.assign(this, { code, status, retryAt })
  }
}
