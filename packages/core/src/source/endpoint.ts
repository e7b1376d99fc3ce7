import { IceServersError } from '../errors.ts'
import type { IceClientOptions } from '../iceClient.ts'
import type { Platform } from '../platform.ts'
import { clamp } from '../schedule/clamp.ts'
import { isUnauthorized } from '../schedule/retryDelay.ts'
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
    const hasFunction = typeof headers === 'function'
    const ask = async () => {
      const init = {
        method,
        credentials,
        body,
        headers: hasFunction ? await headers() : headers,
        cache: 'no-store',
        signal,
      }
      return platform.fetch(address, init as RequestInit)
    }
    let response: Response
    let text: string
    try {
      response = await ask()
      // The token may have run out: a new one is worth one replay.
      if (hasFunction && isUnauthorized(response.status)) response = await ask()
      text = await response.text()
    } catch (cause) {
      throw new IceServersError('network', `${name} could not be reached; see the cause.`, { cause })
    }
    const { ok, status } = response
    const serverDate = response.headers.get('date')
    if (ok) return { name, body: parseJson(text), serverDate, age: response.headers.get('age') }
    // The code in a freshice server's error says what to mend; nothing else of a body is quoted.
    const code = /^{"error":{"code":"([a-z-]{1,40})"/.exec(text)?.[1]
    const isRefused = isUnauthorized(status)
    throw new IceServersError(
      isRefused ? 'unauthorized' : 'http',
      `${name} answered ${status}${code ? ` (${code})` : ''}.${isRefused ? ' Is the user signed in?' : ''}`,
      { status, retryAt: retryAt(response.headers.get('retry-after'), serverDate, platform.now()) },
    )
  }
}

/** The value of a JSON text, or the text itself, for the parser to say what it is instead. */
function parseJson(text: string): unknown {
  try {
    return text.length > LONGEST_BODY ? text : JSON.parse(text)
  } catch {
    return text
  }
}

/** The time that Retry-After names, on our clock: in seconds, or as a date read against the server's clock. */
function retryAt(value: string | null, serverDate: string | null, now: number): number | undefined {
  if (!value) return undefined
  const wait = Number(value) * 1000 || Date.parse(value) - (Date.parse(String(serverDate)) || now)
  return now + clamp(wait, 0, LONGEST_RETRY_AFTER) || undefined
}
