import { TurnProviderError } from '../errors.ts'
import { errorDetail } from './errorDetail.ts'
import { parseRetryAfter } from './parseRetryAfter.ts'
import { readText } from './readText.ts'
import { withDeadline } from './withDeadline.ts'

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface CloudflareCall {
  fetch: Fetch
  url: string
  /** The secret that opens this URL. */
  bearer: string
  /** Sent as JSON. */
  body?: unknown
  /** How long to wait for the whole answer, in milliseconds. */
  timeout: number
  signal: AbortSignal | undefined
}

/** POSTs to Cloudflare and resolves with the text of a 2xx answer. Rejects with TurnProviderError. */
export async function callCloudflare(call: CloudflareCall): Promise<string> {
  const { fetch, url, timeout } = call
  const what = `POST ${url}`
  return withDeadline({ signal: call.signal, timeout, what }, async (signal) => {
    const response = await orNetworkError(what, signal, () => fetch(url, requestInit(call, signal)))
    if (response.ok) return orNetworkError(what, signal, () => readText(response))
    // An error answer that breaks off still has its status.
    const body = await readText(response).catch(() => '')
    throw httpError(what, response, errorDetail(body, call.bearer))
  })
}

function requestInit({ bearer, body }: CloudflareCall, signal: AbortSignal): RequestInit {
  const authorization = { Authorization: `Bearer ${bearer}` }
  // A redirect is an error here: it would take the secret elsewhere. Workers know no `redirect: 'error'`.
  const init: RequestInit = { method: 'POST', redirect: 'manual', signal, headers: authorization }
  if (body === undefined) return init
  return { ...init, headers: { ...authorization, 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}

async function orNetworkError<T>(what: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    throw new TurnProviderError('network', `${what} failed: no answer, or half of one. Is the host reachable?`, {
      cause,
    })
  }
}

function httpError(what: string, { status, headers }: Response, detail: string): TurnProviderError {
  const said = detail && ` and said "${detail}"`
  return new TurnProviderError('http', `${what} answered ${status}${said}. ${advice(status)}`, {
    status,
    retryAfter: parseRetryAfter(headers.get('Retry-After'), Date.now()),
  })
}

function advice(status: number): string {
  if (status === 401 || status === 403) return 'Does the secret (TURN_KEY_SECRET) belong to this TURN key?'
  if (status === 404) return 'Does a TURN key with this id (TURN_KEY_ID) exist?'
  if (status === 429) return 'Too many credentials at once: wait before asking again.'
  return status < 500 ? 'Is baseUrl right?' : 'Try again later.'
}
