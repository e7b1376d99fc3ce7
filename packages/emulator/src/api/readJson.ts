import type { Context } from 'hono'
import { refuse } from './refuse.ts'

/** The body as a JSON object; anything else is refused with 400. */
export async function readJson(c: Context): Promise<Record<string, unknown>> {
  const text = await c.req.text()
  const body = parse(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refuse(400, 'The body must be a JSON object.')
  }
  return body as Record<string, unknown>
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw refuse(400, 'The body is not JSON.', { cause })
  }
}
