import { IceServersError } from '../errors.ts'
import type { IceClientOptions } from '../iceClient.ts'
import type { Platform } from '../platform.ts'
import type { Source } from './attempt.ts'

/** More than this is no list of ICE servers, in characters. */
const LONGEST_BODY = 1_000_000
/** A URL is cut off there in errors, in characters. */
const LONGEST_NAME = 80
/** The longest Retry-After that is believed, in milliseconds. */
const LONGEST_RETRY_AFTER = 3_600_000

/** Makes a source of an HTTP endpoint. */
export function endpoint(url: string, options: IceClientOptions, platform: Platform): Source {
  const { headers, credentials = 'same-origin', method = 'GET', body } = options
  // Queries and logins can hold secrets, so errors name the endpoint without.
  const name = `${method} ${url
    .replace(/[?#].*$/, '')
    .replace(/\/\/[^/]*@/, '//')
    .slice(0, LONGEST_NAME)}`

  return async ({ signal }) => {
    const init: RequestInit = { method, credentials, cache: 'no-store', signal }
    const asked = typeof headers === 'function' ? await headers() : headers
    if (asked !== undefined) init.headers = asked
    if (body !== undefined) init.body = body
    let response: Response
    let text: string
    try {
      response = await platform.fetch(url, init)
      if (isUnauthorized(response) && typeof headers === 'function') {
        // The token may have run out: a new one is worth one replay.
        init.headers = await headers()
        response = await platform.fetch(url, init)
      }
      text = await response.text()
    } catch (cause) {
      throw new IceServersError('network', `${name} could not be reached.`, { cause })
    }
    if (!response.ok)
      throw statusError(`${name} answered ${response.status}${errorCode(text)}`, response, platform.now())
    if (text.length > LONGEST_BODY)
      throw new IceServersError('invalid-answer', `${name} answered ${text.length} characters, too many.`)
    return {
      name,
      body: parseJson(text),
      serverDate: response.headers.get('date'),
      age: response.headers.get('age'),
    }
  }
}

/** The value of a JSON text, or the text itself, for the parser to say what it is instead. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The code in the error answer of a freshice server, which says what to mend; nothing else of a body is quoted. */
function errorCode(text: string): string {
  const code = (parseJson(text) as { error?: { code?: unknown } } | null)?.error?.code
  return typeof code === 'string' && /^[a-z-]{1,40}$/.test(code) ? ` (${code})` : ''
}

function isUnauthorized({ status }: Response): boolean {
  return status === 401 || status === 403
}

function statusError(what: string, response: Response, now: number): IceServersError {
  const { status, headers } = response
  const wait = retryAfter(headers, now)
  const retryAt = wait === undefined ? undefined : now + wait
  if (isUnauthorized(response))
    return new IceServersError('unauthorized', `${what}. Is the user signed in?`, {
      status,
      retryAt,
    })
  return new IceServersError('http', `${what}.`, { status, retryAt })
}

/** What Retry-After asks for, in milliseconds: seconds, or a date read against the server's own clock. */
function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')
  if (!value) return undefined
  const seconds = Number(value)
  const served = Date.parse(headers.get('date') ?? '')
  const wait = Number.isNaN(seconds) ? Date.parse(value) - (Number.isNaN(served) ? now : served) : seconds * 1000
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER)
}
