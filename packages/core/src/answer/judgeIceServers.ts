import { parseIceUrl, type UsableIceUrl } from './iceUrl.ts'
import type { Members } from './members.ts'

/** What was wrong in one place, not yet in words: who only wants the servers does not pay for them. */
export interface Fault {
  /** Where, as a path into the list: `[1].urls[0]`. */
  path: string
  kind:
    | 'list'
    | 'too-many'
    | 'server'
    | 'urls'
    | 'url'
    | 'credential'
    | 'duplicate'
    | 'repaired-url'
    | 'ip-over-tls'
    | 'legacy-url'
    | 'credential-type'
  /** What was there; may be a secret. */
  given: unknown
}

/** A URL that can be used, with the server it is of. */
export interface FoundUrl extends UsableIceUrl {
  server: RTCIceServer
}

export interface Judged {
  /** What is usable of the list, repaired: every browser accepts it. */
  urls: FoundUrl[]
  faults: Fault[]
}

/** More are left out: browsers use few, and a huge list must not keep the page busy. */
export const MOST_URLS = 500
/** An IPv6 address in brackets, or what can only be an IPv4 address. */
export const IP_ADDRESS = /^(\[|[\d.]+$)/

/**
 * Repairs a list, leaves out what cannot be repaired, and notes each fault. Never throws.
 *
 * @param path where the list is
 * @param read takes an entry apart into `urls`, `url`, `username`, `credential` and `credentialType`
 */
export function judgeIceServers(list: unknown[], path: string, read: (entry: unknown) => Members): Judged {
  const faults: Fault[] = []
  const seen = new Set<string>()

  /** Notes a fault of something that is left out for it. */
  function report(kind: Fault['kind'], given: unknown, path: string): [] {
    faults.push({ path, kind, given })
    return []
  }

  /** The first so many. Holes count, because browsers throw on them: spread, they are undefined. */
  function first(most: number, list: unknown[], path: string): unknown[] {
    if (list.length > most) report('too-many', list.length, path)
    return [...list.slice(0, most)]
  }

  function judgeServer({ urls, url, username, credential, credentialType }: Members, path: string): FoundUrl[] {
    if (urls === undefined && url !== undefined) report('legacy-url', url, path)
    if (credentialType !== undefined) report('credential-type', credentialType, path)
    const given = urls ?? url
    const isList = Array.isArray(given)
    const place = `${path}.urls`
    if (isList && given.length === 0) report('urls', given, place)
    const canTurn = isText(username) && isText(credential) && new TextEncoder().encode(username).length <= 508
    const server = { urls: given as string[], ...(canTurn && { username, credential }) }
    return (isList ? first(MOST_URLS - seen.size, given, place) : [given]).flatMap((text, index) => {
      const at = isList ? `${place}[${index}]` : place
      const usable = parseIceUrl(text)
      if (!usable) return report('url', text, at)
      const { url, href } = usable
      const isTurn = url.scheme !== 'stun'
      if (isTurn && !canTurn) return report('credential', [username, credential], at)
      const key = JSON.stringify(isTurn ? [href, username, credential] : href)
      if (seen.has(key)) return report('duplicate', text, at)
      seen.add(key)
      if (href !== text) report('repaired-url', text, at)
      if (url.scheme === 'turns' && IP_ADDRESS.test(url.host)) report('ip-over-tls', text, at)
      return { server, url, href }
    })
  }

  const urls = first(MOST_URLS, list, path).flatMap((entry, index) => {
    const place = `${path}[${index}]`
    try {
      return judgeServer(read(entry), place)
    } catch {
      return report('server', entry, place)
    }
  })
  return { urls, faults }
}

/** The servers of these URLs, each with those of its own; one by itself stays one by itself. */
export function toServers(urls: FoundUrl[]): RTCIceServer[] {
  return [...new Set(urls.map(({ server }) => server))].map((server) => {
    const own = urls.filter((found) => found.server === server).map(({ href }) => href)
    return { ...server, urls: Array.isArray(server.urls) ? own : String(own) }
  })
}

/** Whether TURN can take it as a username or credential (RFC 8489 14.3 allows a username of at most 508 bytes). */
function isText(value: unknown): value is string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return typeof value === 'string' && /^[^\0-\x1f\x7f]{1,10000}$/.test(value)
}
