import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Where the account API begins. */
export const accountPath = '/client/v4'

/** An error as the API that was called puts it: the v4 envelope, or `{ error }`. */
export function errorAnswer(c: Context, status: ContentfulStatusCode, message: string): Response {
  if (!c.req.path.startsWith(`${accountPath}/`)) return c.json({ error: message }, status)
  const code = status === 401 || status === 403 ? authenticationError : leastCode + status
  return c.json({ success: false, errors: [{ code, message }], messages: [], result: null }, status)
}

/** Cloudflare's own code for a token that is missing, wrong, or not allowed to do this. */
const authenticationError = 10_000
/** The lowest code that Cloudflare's schema allows; its codes for the other errors here are not documented. */
const leastCode = 1000
