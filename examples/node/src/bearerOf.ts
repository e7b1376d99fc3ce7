import { createHash, timingSafeEqual } from 'node:crypto'
import type { Authorize } from '@freshice/server'

/**
 * This is the place for your own session check: look up who sent the request and return them, or null.
 * One token for the whole app is where to start, not where to stay: whoever has it can use your relay at your cost.
 */
export function bearerOf(token: string): Authorize {
  const expected = sha256(`Bearer ${token}`)
  return (request) => {
    const sent = sha256(request.headers.get('Authorization') ?? '')
    return timingSafeEqual(sent, expected) ? { user: 'app' } : null
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
