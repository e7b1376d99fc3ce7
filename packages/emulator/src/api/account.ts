import { randomBytes } from 'node:crypto'

/** The emulated Cloudflare account. */
export interface Account {
  readonly id: string
  /** The bearer of its API: a token with "Calls Write". */
  readonly apiToken: string
}

export function createAccount(): Account {
  return { id: randomBytes(16).toString('hex'), apiToken: randomBytes(30).toString('base64url') }
}
