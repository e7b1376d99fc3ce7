import { checkTimeout } from '../checkTimeout.ts'
import { checkTtl } from '../checkTtl.ts'
import { TurnProviderError } from '../errors.ts'
import type { IceServersRequest, TurnProvider } from '../turnProvider.ts'
import { userHasher } from '../userHasher.ts'
import { callCloudflare, type Fetch } from './callCloudflare.ts'
import { checkId, checkSecret, checkUrl } from './checkOptions.ts'
import { readIceServers } from './readIceServers.ts'
import { revokedNames } from './revokedNames.ts'

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
   * Which call makes the credentials: the documented one, or the older `generate`.
   * @default 'generate-ice-servers'
   */
  endpoint?: 'generate-ice-servers' | 'generate' | undefined
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

const where = 'cloudflareTurn'
const endpoints = ['generate-ice-servers', 'generate']

/**
 * Cloudflare's TURN service as a provider: makes credentials and revokes them.
 * The user's name is sent along as `customIdentifier`, which Cloudflare's analytics show.
 *
 * Throws TurnProviderError `invalid-option`.
 *
 * @example
 * const provider = cloudflareTurn({ keyId: env.TURN_KEY_ID, keySecret: env.TURN_KEY_SECRET })
 */
export function cloudflareTurn(options: CloudflareTurnOptions): Required<TurnProvider> {
  const { keyId, keySecret, baseUrl = 'https://rtc.live.cloudflare.com', timeout = 10_000 } = options
  const { endpoint = 'generate-ice-servers' } = options
  checkId(keyId, where, 'keyId, the id of your TURN key. Is TURN_KEY_ID set in the environment?')
  const what = 'the secret of your TURN key'
  checkSecret(keySecret, where, { option: 'keySecret', variable: 'TURN_KEY_SECRET', what })
  checkUrl(baseUrl, where, { option: 'baseUrl', example: 'https://rtc.live.cloudflare.com' })
  checkTimeout(timeout, where)
  if (!endpoints.includes(endpoint)) {
    throw new TurnProviderError('invalid-option', `${where}: the option endpoint must be ${endpoints.join(' or ')}.`)
  }
  const fetch: Fetch = options.fetch ?? ((...args) => globalThis.fetch(...args))
  const credentials = `${baseUrl.replace(/\/+$/, '')}/v1/turn/keys/${encodeURIComponent(keyId)}/credentials`
  const call = { fetch, method: 'POST', bearer: keySecret, timeout, advice } as const
  const revoked = revokedNames()

  return {
    async generate({ ttl, user, keepPort53 = false, signal }: IceServersRequest) {
      checkTtl(ttl, `${where}.generate`)
      // Cloudflare tells no lifetime. Counted from before the request, a credential never lives shorter than we say.
      const startedAt = Date.now()
      const url = `${credentials}/${endpoint}`
      const text = await callCloudflare({ ...call, url, body: { ttl, customIdentifier: user }, signal })
      const expiresAt = new Date(startedAt + ttl * 1000).toISOString()
      return { iceServers: readIceServers(text, `POST ${url}`, { keepPort53 }), ttl, expiresAt }
    },

    async revoke(username, { signal } = {}) {
      checkUsername(username)
      const url = `${credentials}/${encodeURIComponent(username)}/revoke`
      try {
        await callCloudflare({ ...call, url, signal })
      } catch (error) {
        if (!isUnknownPath(error)) throw error
        // An older form of the call. When it knows no more, the documented one's error is the better one.
        const inBody = callCloudflare({ ...call, url: `${credentials}/revoke`, body: { username }, signal })
        await inBody.catch((second: unknown) => {
          throw isUnknownPath(second) ? error : second
        })
      }
      revoked.add(username, Date.now())
    },

    isRevoked: (username) => revoked.has(username),

    hashUser: userHasher(keySecret),
  }
}

function checkUsername(username: unknown): void {
  if (typeof username === 'string' && username !== '' && username !== '.' && username !== '..') return
  throw new TurnProviderError('invalid-option', `${where}.revoke needs the username of a credential.`)
}

function isUnknownPath(error: unknown): boolean {
  return error instanceof TurnProviderError && (error.status === 404 || error.status === 405)
}

function advice(status: number): string {
  if (status === 401 || status === 403) return 'Does the secret (TURN_KEY_SECRET) belong to this TURN key?'
  return status === 404 ? 'Does a TURN key with this id (TURN_KEY_ID) exist?' : 'Is baseUrl right?'
}
