import type { Context } from 'hono'
import { refuse } from './refuse.ts'

const maxBytes = 16 * 1024

/** The body as a JSON object; anything else is refused with 400, a large one with 413. */
export async function readJson(c: Context): Promise<Record<string, unknown>> {
  const body = parse(await readText(c))
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refuse(400, 'The body must be a JSON object.')
  }
  return body as Record<string, unknown>
}

// Hono's own limit makes a new Request of a body that comes without its length, and fails with those of Node's server.
async function readText(c: Context): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of c.req.raw.body ?? []) {
    bytes += chunk.length
    if (bytes > maxBytes) throw refuse(413, `The body may have ${maxBytes} bytes at most.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw refuse(400, 'The body is not JSON.', { cause })
  }
}
