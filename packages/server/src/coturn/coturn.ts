import { checkTtl } from '../checkTtl.ts'
import type { RTCIceServer } from '../rtcIceServer.ts'
import type { TurnProvider } from '../turnProvider.ts'
import { markUsable } from '../usableServers.ts'
import { userHasher } from '../userHasher.ts'
import { checkCoturnOptions } from './checkCoturnOptions.ts'
import { timedUsername } from './timedUsername.ts'
import { usernameSigner } from './usernameSigner.ts'

export interface CoturnOptions {
  /** Where the server answers: `turn:` and `turns:` URLs, and `stun:` where it shall serve that too. */
  urls: string | string[]
  /**
   * What coturn has as `static-auth-secret`. Of several, for a rotation, the first one signs: put the new one first
   * once coturn knows both, and drop the old one when its last credential has run out.
   */
  secret: string | string[]
  /**
   * What comes first in the username.
   * @default 'timestamp:user'
   */
  layout?: 'timestamp:user' | 'user:timestamp' | undefined
  /**
   * What stands between the two: coturn's `rest-api-separator`.
   * @default ':'
   */
  separator?: string | undefined
}

/**
 * A provider for coturn, and every other TURN server with a shared secret ("TURN REST API", `use-auth-secret`): signs
 * usernames that name their end with HMAC-SHA1. It asks nobody, and so cannot revoke.
 *
 * Throws TurnProviderError `invalid-option`.
 *
 * @example
 * const provider = coturn({ urls: 'turn:turn.example.com:3478', secret: env.TURN_SECRET })
 */
export function coturn(options: CoturnOptions): TurnProvider & Required<Pick<TurnProvider, 'hashUser'>> {
  const { layout = 'timestamp:user', separator = ':' } = options
  const { urls, secret } = checkCoturnOptions({ ...options, layout, separator })
  const sign = usernameSigner(secret)
  const stun = urls.filter((url) => url.startsWith('stun:'))
  const turn = urls.filter((url) => !url.startsWith('stun:'))

  return {
    async generate({ ttl, user }) {
      checkTtl(ttl, 'coturn.generate')
      const startedAt = Date.now()
      // Rounded up: coturn counts in seconds, and the credential shall not live shorter than we say.
      const timestamp = Math.ceil(startedAt / 1000) + ttl
      const username = timedUsername({ timestamp, user, layout, separator })
      const credential = await sign(username, startedAt)
      const iceServers: RTCIceServer[] = [{ urls: turn, username, credential }]
      if (stun.length > 0) iceServers.unshift({ urls: stun })
      // The URLs were judged at creation, and the username is ours.
      return { iceServers: markUsable(iceServers), ttl, expiresAt: new Date(startedAt + ttl * 1000).toISOString() }
    },

    hashUser: userHasher(secret),
  }
}
