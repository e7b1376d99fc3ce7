import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export interface Nonces {
  issue(clientKey: string, now: number): string
  /** Ours, made for this client, and not too old. */
  isFresh(options: { nonce: string; clientKey: string; now: number }): boolean
  /** Makes all that were issued so far stale. */
  renew(): void
}

/** Nonces that tell their own age, so nothing has to be remembered for clients that never come back. */
export function createNonces({ life }: { life: number }): Nonces {
  let secret = randomBytes(32)
  const seal = (time: string, clientKey: string) =>
    createHmac('sha256', secret).update(`${time} ${clientKey}`).digest('hex').slice(0, 32)

  return {
    issue(clientKey, now) {
      const time = now.toString(16).padStart(12, '0')
      return time + seal(time, clientKey)
    },
    isFresh({ nonce, clientKey, now }) {
      const time = nonce.slice(0, 12)
      const given = Buffer.from(nonce.slice(12))
      const expected = Buffer.from(seal(time, clientKey))
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false
      return now - Number.parseInt(time, 16) < life
    },
    renew() {
      secret = randomBytes(32)
    },
  }
}
