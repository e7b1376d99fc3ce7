import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** An error to throw from a route: answered with its status and its message as `{ error }`. */
export function refuse(status: ContentfulStatusCode, message: string, options?: { cause?: unknown }): HTTPException {
  return new HTTPException(status, { message, ...options })
}
