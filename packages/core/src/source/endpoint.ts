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
  const path = url.replace(/[?#].*$/, '').replace(/\/\/[^/]*@/, '//')
  const name = `${method} ${path.slice(0, LONGEST_NAME)}`

  return async ({ signal, reason }) => {
    // A server that reuses credentials must not hand out again the one that was refused.
    const query = `${url.includes('?') ? '&' : '?'}fresh=1`
    const address = reason === 'refused' ? url.replace(/(#.*)?$/, query) : url
    const ask = async () => {
      const asked = typeof headers === 'function' ? await headers() : headers
      return platform.fetch(address, {
        method,
        credentials,
        cache: 'no-store',
        signal,
        headers: asked,
        body,
      } as RequestInit)
    }
    let response: Response
    let text: string
    try {
      response = await ask()
      // The token may have run out: a new one is worth one replay.
      if (isUnauthorized(response) && typeof headers === 'function') response = await ask()
      text = await response.text()
    } catch (cause) {
      throw new IceServersError('network', `${name} could not be reached; see the cause.`, { cause })
    }
    const serverDate = response.headers.get('date')
    const age = response.headers.get('age')
    if (response.ok) return { name, body: text.length > LONGEST_BODY ? text : parseJson(text), serverDate, age }
    // The code in a freshice server's error says what to mend; nothing else of a body is quoted.
    const code = /^{"error":{"code":"([a-z-]{1,40})"/.exec(text)?.[1]
    const what = `${name} answered ${response.status}${code ? ` (${code})` : ''}.`
    const details = { status: response.status, retryAt: retryAt(response.headers, platform.now()) }
    if (!isUnauthorized(response)) throw new IceServersError('http', what, details)
    throw new IceServersError('unauthorized', `${what} Is the user signed in?`, details)
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

function isUnauthorized({ status }: Response): boolean {
  return status === 401 || status === 403
}

/** The time that Retry-After names, on our clock: in seconds, or as a date read against the server's clock. */
function retryAt(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after') ?? ''
  const wait = Number(value) * 1000 || Date.parse(value) - (Date.parse(headers.get('date') ?? '') || now)
  return value ? now + Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER) || undefined : undefined
}
