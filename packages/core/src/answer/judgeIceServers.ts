import { parseIceUrl } from './iceUrl.ts'
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
    | 'legacy-url'
    | 'credential-type'
  /** What was there; may be a secret. */
  given: unknown
}

export interface Judged {
  /** The list, repaired: every browser accepts it. */
  iceServers: RTCIceServer[]
  faults: Fault[]
}

/** More are left out: browsers use few, and a huge list must not keep the page busy. */
export const MOST_URLS = 500
/** In characters. */
const LONGEST_CREDENTIAL = 10_000

/**
 * Repairs a list, leaves out what cannot be repaired, and notes each fault. Never throws.
 *
 * @param read takes an entry apart into `urls`, `url`, `username`, `credential` and `credentialType`
 */
export function judgeIceServers(value: unknown, read: (entry: unknown) => Members): Judged {
  const faults: Fault[] = []
  const seen = new Set<string>()
  const isList = Array.isArray(value)
  if (!isList) faults.push({ path: '', kind: 'list', given: value })
  const list = isList ? value.slice(0, MOST_URLS) : Object(value) === value ? [value] : []
  if (isList && value.length > MOST_URLS) faults.push({ path: '', kind: 'too-many', given: value.length })
  // Array.from, because holes are entries too: browsers throw on them.
  const iceServers = Array.from(list, (entry, index) => {
    const path = `[${index}]`
    try {
      return judgeServer(read(entry), seen, (kind, given, place = '') =>
        faults.push({ path: path + place, kind, given }),
      )
    } catch {
      faults.push({ path, kind: 'server', given: entry })
      return []
    }
  }).flat()
  return { iceServers, faults }
}

type Report = (kind: Fault['kind'], given: unknown, place?: string) => void

function judgeServer(entry: Members, seen: Set<string>, report: Report): RTCIceServer[] {
  const { urls, url, username, credential, credentialType } = entry
  if (urls === undefined && url !== undefined) report('legacy-url', url)
  if (credentialType !== undefined) report('credential-type', credentialType)
  const given = urls ?? url
  const isList = Array.isArray(given)
  if (isList && given.length === 0) report('urls', given, '.urls')
  const canTurn = isText(username) && isText(credential) && new TextEncoder().encode(username).length <= 508
  if (isList && given.length + seen.size > MOST_URLS) report('too-many', given.length, '.urls')
  const kept = Array.from(isList ? given.slice(0, MOST_URLS - seen.size) : [given], (text, index) => {
    const place = `.urls${isList ? `[${index}]` : ''}`
    const { url, href = '' } = parseIceUrl(text) ?? {}
    const isTurn = url?.scheme !== 'stun'
    const key = isTurn && canTurn ? JSON.stringify([href, username, credential]) : href
    if (!url) report('url', text, place)
    else if (isTurn && !canTurn) report('credential', [username, credential], place)
    else if (seen.has(key)) report('duplicate', text, place)
    else {
      if (href !== text) report('repaired-url', text, place)
      seen.add(key)
      return [href]
    }
    return []
  }).flat()
  const [first] = kept
  if (first === undefined) return []
  return [{ urls: isList ? kept : first, ...(canTurn && { username, credential }) }]
}

/** Whether TURN can take it as a username or credential (RFC 8489 14.3 allows a username of at most 508 bytes). */
function isText(value: unknown): value is string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_CREDENTIAL && !/[\0-\x1f\x7f]/.test(value)
}
