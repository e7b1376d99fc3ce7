import { parseIceServers } from '@freshice/core/answer'
import { checkTtl } from '../checkTtl.ts'
import { TurnProviderError } from '../errors.ts'
import type { IceServersRequest, TurnProvider } from '../turnProvider.ts'
import { callCloudflare, type Fetch } from './callCloudflare.ts'
import { checkCloudflareTurnOptions } from './checkCloudflareTurnOptions.ts'

export interface CloudflareTurnOptions {
  /** Id of the TURN key, in examples the environment variable TURN_KEY_ID. */
  keyId: string
  /** Secret of the TURN key, in examples the environment variable TURN_KEY_SECRET. Not the account's API token. */
  keySecret: string
  /**
   * Where Cloudflare's credential API answers.
   * @default 'https://rtc.live.cloudflare.com'
   */
  baseUrl?: string | undefined
  /**
   * Sends the requests.
   * @default globalThis.fetch
   */
  fetch?: Fetch | undefined
  /**
   * How long to wait for the whole of an answer, in milliseconds.
   * @default 10_000
   */
  timeout?: number | undefined
}

/**
 * Cloudflare's TURN service as a provider: makes credentials and revokes them.
 * The user's id is sent along as `customIdentifier`, which Cloudflare's analytics show.
 *
 * Throws TurnProviderError `invalid-option`.
 *
 * @example
 * const provider = cloudflareTurn({ keyId: env.TURN_KEY_ID, keySecret: env.TURN_KEY_SECRET })
 */
export function cloudflareTurn(options: CloudflareTurnOptions): Required<TurnProvider> {
  const { keyId, keySecret, baseUrl = 'https://rtc.live.cloudflare.com', timeout = 10_000 } = options
  checkCloudflareTurnOptions({ keyId, keySecret, baseUrl, timeout })
  const fetch: Fetch = options.fetch ?? ((...args) => globalThis.fetch(...args))
  const credentials = `${baseUrl.replace(/\/+$/, '')}/v1/turn/keys/${encodeURIComponent(keyId)}/credentials`
  const call = { fetch, bearer: keySecret, timeout }

  return {
    async generate({ ttl, user, signal }: IceServersRequest) {
      checkTtl(ttl, 'cloudflareTurn.generate')
      // Cloudflare tells no lifetime. Counted from before the request, a credential never lives shorter than we say.
      const startedAt = Date.now()
      const url = `${credentials}/generate-ice-servers`
      const text = await callCloudflare({ ...call, url, body: { ttl, customIdentifier: user }, signal })
      const expiresAt = new Date(startedAt + ttl * 1000).toISOString()
      return { iceServers: readIceServers(text, `POST ${url}`), ttl, expiresAt }
    },

    async revoke(username, { signal } = {}) {
      if (typeof username !== 'string' || username === '') {
        throw new TurnProviderError('invalid-option', 'cloudflareTurn.revoke needs the username of a credential.')
      }
      await callCloudflare({ ...call, url: `${credentials}/${encodeURIComponent(username)}/revoke`, signal })
    },
  }
}

function readIceServers(text: string, what: string): RTCIceServer[] {
  const iceServers = orInvalidAnswer(what, () => parseIceServers(readJson(text)).iceServers)
  if (iceServers.some(({ credential }) => credential)) return iceServers
  throw new TurnProviderError('invalid-answer', `${what} answered without a usable TURN server. Is baseUrl right?`)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Without its cause: a SyntaxError quotes the text, and with it perhaps a credential.
    throw new TypeError('the body is not JSON')
  }
}

function orInvalidAnswer<T>(what: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable'
    throw new TurnProviderError('invalid-answer', `${what} did not answer with ICE servers: ${reason}`, { cause })
  }
}
