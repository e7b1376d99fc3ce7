/** Cloudflare's own code and message from the body of an error answer, cut short and on one line; empty when it holds none. A `secret` in it is blotted out. */
export function errorDetail(body: string, secret: string): string {
  const { code, message } = firstError(body)
  const parts = [code, message].filter((part) => typeof part === 'string' || typeof part === 'number')
  // Control characters could break a log line in two.
  return parts
    .join(' ')
    .replaceAll(secret, '[secret]')
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 200)
}

function firstError(body: string): { code?: unknown; message?: unknown } {
  try {
    const json = JSON.parse(body)
    const error = json?.errors?.[0] ?? json?.error ?? json
    return typeof error === 'string' ? { message: error } : (error ?? {})
  } catch {
    return {}
  }
}
