import { validateIceServers } from '@freshice/core/answer'
import { TurnProviderError } from '../errors.ts'

interface Unchecked {
  urls: unknown
  secret: unknown
  layout: unknown
  separator: unknown
}

/**
 * Returns the URLs as every browser takes them, and the secret that signs. Throws TurnProviderError `invalid-option` for
 * the first option that cannot work. A secret is never quoted.
 */
export function checkCoturnOptions({ urls, secret, layout, separator }: Unchecked): { urls: string[]; secret: string } {
  const usable = checkUrls([urls ?? []].flat())
  const secrets = [secret ?? []].flat()
  const [first] = secrets
  if (typeof first !== 'string' || !secrets.every(isFilled)) {
    throw invalid("needs the option secret, coturn's static-auth-secret, or several that are not empty. Is it set?")
  }
  if (layout !== 'timestamp:user' && layout !== 'user:timestamp') {
    throw invalid('must have "timestamp:user" or "user:timestamp" as the option layout.')
  }
  // coturn takes one character; a digit could be one of the timestamp.
  if (typeof separator !== 'string' || !/^[\x21-\x2f\x3a-\x7e]$/.test(separator)) {
    throw invalid(
      "must have one visible character that is no digit as the option separator: coturn's rest-api-separator.",
    )
  }
  return { urls: usable, secret: first }
}

function checkUrls(urls: unknown[]): string[] {
  // With stand-ins for what generate adds, so that the URLs alone are judged.
  const list = urls.map((url) => ({ urls: url, username: 'user', credential: 'credential' }))
  const { iceServers, problems } = validateIceServers(list)
  const usable = iceServers.flatMap((server) => server.urls)
  if (usable.length !== urls.length) {
    const why = problems.map(({ message }) => message).join(' ')
    throw invalid(`cannot serve all of the option urls to browsers. ${why}`)
  }
  if (usable.some((url) => /^turns?:/.test(url))) return usable
  throw invalid('needs the option urls with at least one turn: or turns: URL, such as "turn:turn.example.com:3478".')
}

/** White space around a secret is nearly always a line break that was copied with it, and coturn would have another one. */
function isFilled(secret: unknown): boolean {
  return typeof secret === 'string' && secret !== '' && secret.trim() === secret
}

function invalid(what: string): TurnProviderError {
  return new TurnProviderError('invalid-option', `coturn ${what}`)
}
