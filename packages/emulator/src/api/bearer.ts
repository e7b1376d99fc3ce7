import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether an Authorization header bears this secret, compared in constant time. */
export function bears(authorization: string | undefined, secret: string): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
  return given !== undefined && timingSafeEqual(digest(given), digest(secret))
}

// Of one length, so that not even the length takes its time.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
