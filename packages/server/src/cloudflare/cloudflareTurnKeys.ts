import { checkTimeout } from '../checkTimeout.ts'
import { callCloudflare, type Fetch } from './callCloudflare.ts'
import { checkId, checkSecret, checkUrl } from './checkOptions.ts'
import { readEnvelope } from './readEnvelope.ts'
import { type CreatedTurnKey, readCreatedTurnKey, readTurnKey, readTurnKeys, type TurnKey } from './turnKey.ts'

export interface CloudflareTurnKeysOptions {
  /** Id of the account, in examples the environment variable CLOUDFLARE_ACCOUNT_ID. */
  accountId: string
  /** An API token of the account with the permission Calls Write, in examples CLOUDFLARE_API_TOKEN. Not the secret of a TURN key. */
  apiToken: string
  /**
   * Where Cloudflare's API answers.
   * @default 'https://api.cloudflare.com/client/v4'
   */
  accountBaseUrl?: string | undefined
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

interface WithSignal {
  /** Ends the request when nobody waits for it any more. */
  signal?: AbortSignal | undefined
}

/** The TURN keys of an account. Every call rejects with TurnProviderError; of a key's secret only `create` tells. */
export interface CloudflareTurnKeys {
  /** All keys of the account. */
  list(options?: WithSignal): Promise<TurnKey[]>
  /** One key. */
  get(keyId: string, options?: WithSignal): Promise<TurnKey>
  /** Makes a key. Its secret is in this answer and can never be asked for again: keep it. */
  create(options?: { name?: string | undefined } & WithSignal): Promise<CreatedTurnKey>
  /** Gives a key another name. */
  update(keyId: string, options: { name: string } & WithSignal): Promise<TurnKey>
  /** Deletes a key and resolves with what it was. No credential can be made with it any more. */
  delete(keyId: string, options?: WithSignal): Promise<TurnKey>
}

const where = 'cloudflareTurnKeys'

/**
 * Manages the TURN keys of a Cloudflare account: for set-up and rotation, not for the endpoint that hands out credentials.
 *
 * Throws TurnProviderError `invalid-option`.
 *
 * @example
 * const keys = cloudflareTurnKeys({ accountId, apiToken })
 * const { uid, key } = await keys.create({ name: 'calls' }) // TURN_KEY_ID, TURN_KEY_SECRET
 */
export function cloudflareTurnKeys(options: CloudflareTurnKeysOptions): CloudflareTurnKeys {
  const { accountId, apiToken, accountBaseUrl = 'https://api.cloudflare.com/client/v4', timeout = 10_000 } = options
  checkId(accountId, where, 'accountId, the id of your account. Is CLOUDFLARE_ACCOUNT_ID set in the environment?')
  const what = 'an API token with the permission Calls Write'
  checkSecret(apiToken, where, { option: 'apiToken', variable: 'CLOUDFLARE_API_TOKEN', what })
  checkUrl(accountBaseUrl, where, { option: 'accountBaseUrl', example: 'https://api.cloudflare.com/client/v4' })
  checkTimeout(timeout, where)
  const fetch: Fetch = options.fetch ?? ((...args) => globalThis.fetch(...args))
  const keys = `${accountBaseUrl.replace(/\/+$/, '')}/accounts/${encodeURIComponent(accountId)}/calls/turn_keys`

  return {
    list: ({ signal } = {}) => call('GET', keys, readTurnKeys, { signal }),
    get: async (keyId, { signal } = {}) => call('GET', path(keyId, 'get'), readTurnKey, { signal }),
    create: ({ name, signal } = {}) => call('POST', keys, readCreatedTurnKey, { signal, body: { name } }),
    update: async (keyId, { name, signal }) =>
      call('PUT', path(keyId, 'update'), readTurnKey, { signal, body: { name } }),
    delete: async (keyId, { signal } = {}) => call('DELETE', path(keyId, 'delete'), readTurnKey, { signal }),
  }

  async function call<T>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    read: (result: unknown, what: string) => T,
    { signal, body }: { signal: AbortSignal | undefined; body?: unknown },
  ): Promise<T> {
    const request = { fetch, method, url, bearer: apiToken, body, timeout, signal, advice }
    const text = await callCloudflare(request)
    const what = `${method} ${url}`
    return read(readEnvelope(text, { what, secret: apiToken }), what)
  }

  function path(keyId: string, name: string): string {
    checkId(keyId, `${where}.${name}`, 'keyId, the uid of a TURN key.')
    return `${keys}/${encodeURIComponent(keyId)}`
  }
}

function advice(status: number): string {
  if (status === 401 || status === 403) return 'Is CLOUDFLARE_API_TOKEN valid for this account, with Calls Write?'
  return status === 404 ? 'Does this account have this TURN key?' : 'Is accountBaseUrl right?'
}
