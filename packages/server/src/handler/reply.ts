/** What the endpoint answers, before it becomes a Response. */
export interface Reply {
  status: number
  /** Sent as JSON; nothing is sent for `undefined`. */
  body: unknown
  headers: Record<string, string>
}

/** On every answer: a credential, or its refusal, is nobody else's to keep. */
const always = {
  'Cache-Control': 'no-store',
  'Content-Type': 'application/json',
  'X-Content-Type-Options': 'nosniff',
}

/** Makes the Response; that to a HEAD request has the headers alone. All headers at once: servers send a plain object faster. */
export function toResponse({ status, body, headers }: Reply, more: Record<string, string>, method: string): Response {
  const text = body === undefined || method === 'HEAD' ? null : JSON.stringify(body)
  return new Response(text, { status, headers: { ...always, ...headers, ...more } })
}
