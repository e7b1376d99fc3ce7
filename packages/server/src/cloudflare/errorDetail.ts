/** Cloudflare's own codes and messages from the body of an answer, cut short and on one line; empty when it holds none. A `secret` in it is blotted out. */
export function errorDetail(body: string, secret: string): string {
  // Control characters could break a log line in two.
  return errorsOf(body)
    .map(({ code, message }) => [code, message].filter(isWord).join(' '))
    .filter((text) => text !== '')
    .join('; ')
    .replaceAll(secret, '[secret]')
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 200)
}

interface UpstreamError {
  code?: unknown
  message?: unknown
}

function errorsOf(body: string): UpstreamError[] {
  try {
    const json = JSON.parse(body)
    const errors = Array.isArray(json?.errors) && json.errors.length > 0 ? json.errors : [json?.error ?? json]
    return errors.map((error: unknown) => (typeof error === 'string' ? { message: error } : Object(error)))
  } catch {
    return []
  }
}

function isWord(part: unknown): boolean {
  return typeof part === 'string' || typeof part === 'number'
}
