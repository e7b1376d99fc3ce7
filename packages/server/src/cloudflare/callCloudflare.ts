import { TurnProviderError } from '../errors.ts'
import { withDeadline } from '../withDeadline.ts'
import { errorDetail } from './errorDetail.ts'
import { parseRetryAfter } from './parseRetryAfter.ts'
import { readText } from './readText.ts'

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface CloudflareCall {
  fetch: Fetch
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  /** The secret that opens this URL. */
  bearer: string
  /** Sent as JSON. */
  body?: unknown
  /** How long to wait for the whole answer, in milliseconds. */
  timeout: number
  signal: AbortSignal | undefined
  /** What to look at when it answers with this status: a question or a sentence. */
  advice: (status: number) => string
}

/** Asks Cloudflare and resolves with the text of a 2xx answer. Rejects with TurnProviderError. */
export async function callCloudflare(call: CloudflareCall): Promise<string> {
  const { fetch, method, url, timeout } = call
  const what = `${method} ${url}`
  return withDeadline({ signal: call.signal, timeout, what }, async (signal) => {
    const response = await orNetworkError(what, signal, () => fetch(url, requestInit(call, signal)))
    if (response.ok) return orNetworkError(what, signal, () => readText(response))
    // An error answer that breaks off still has its status.
    const body = await readText(response).catch(() => '')
    throw httpError(call, response, errorDetail(body, call.bearer))
  })
}

function requestInit({ method, bearer, body }: CloudflareCall, signal: AbortSignal): RequestInit {
  const authorization = { Authorization: `Bearer ${bearer}` }
  // A redirect is an error here: it would take the secret elsewhere. Workers know no `redirect: 'error'`.
  const init: RequestInit = { method, redirect: 'manual', signal, headers: authorization }
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

function httpError(
  { method, url, advice }: CloudflareCall,
  { status, headers }: Response,
  detail: string,
): TurnProviderError {
  const said = detail && ` and said "${detail}"`
  return new TurnProviderError('http', `${method} ${url} answered ${status}${said}. ${adviceOr(advice, status)}`, {
    status,
    retryAfter: parseRetryAfter(headers.get('Retry-After'), Date.now()),
  })
}

function adviceOr(advice: (status: number) => string, status: number): string {
  if (status === 429) return 'Too many requests at once: wait before asking again.'
  return status >= 500 ? 'Try again later.' : advice(status)
}
