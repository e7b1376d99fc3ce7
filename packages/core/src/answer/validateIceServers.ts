import { parseIceUrl } from './iceUrl.ts'

/** One thing that was wrong with a list of ICE servers, and was mended or left out. */
export interface IceServerProblem {
  /** Where, as a path into the list: `[1].urls[0]`. */
  readonly path: string
  /** What kind of fault: `invalid-url`, `port-53`, `stuns`, `no-credential`, `duplicate` ... */
  readonly code: string
  /** The fault in a sentence, without any credential. */
  readonly message: string
}

export interface ValidatedIceServers {
  /** Whether every browser accepts the value as it was given. */
  ok: boolean
  /** The list, repaired: every browser accepts it. */
  iceServers: RTCIceServer[]
  /** What was wrong, one entry for each thing done. */
  problems: IceServerProblem[]
}

type Report = (path: string, code: string, message: string, throws?: boolean) => void

/**
 * Makes a list that every browser accepts: one bad URL would make `new RTCPeerConnection` throw and lose the whole list,
 * so faults are repaired or left out, and reported. Never throws.
 */
export function validateIceServers(value: unknown): ValidatedIceServers {
  const problems: IceServerProblem[] = []
  let ok = true
  const report: Report = (path, code, message, throws = true) => {
    problems.push({ path, code, message: `${path || 'The value'} ${message}.` })
    if (throws) ok = false
  }
  let list: unknown[] = []
  // Holes are entries too: browsers throw on them.
  if (Array.isArray(value)) list = Array.from(value)
  else if (typeof value === 'object' && value !== null) {
    list = [value]
    report('', 'not-a-list', 'is one server and not a list; it was wrapped')
  } else report('', 'not-a-list', 'is no list of ICE servers')
  const seen = new Set<string>()
  const iceServers = list.flatMap((entry, index) => {
    const path = `[${index}]`
    try {
      return validateEntry(entry, path, seen, report)
    } catch {
      report(path, 'not-a-server', 'cannot be read')
      return []
    }
  })
  return { ok, iceServers, problems }
}

function validateEntry(entry: unknown, path: string, seen: Set<string>, report: Report): RTCIceServer[] {
  if (typeof entry !== 'object' || entry === null) {
    report(path, 'not-a-server', 'is no ICE server')
    return []
  }
  const { urls, url, username, credential, credentialType } = entry as Record<string, unknown>
  if (urls === undefined && url !== undefined)
    report(path, 'legacy-url', 'names its URL "url"; it is "urls" now', false)
  if (credentialType !== undefined)
    report(path, 'credential-type', 'has a credentialType, which is gone', credentialType !== 'password')
  const given = urls ?? url
  const texts: unknown[] = Array.isArray(given) ? given : [given]
  if (texts.length === 0) report(`${path}.urls`, 'no-urls', 'is empty')
  const fault = credentialFault(username, credential)
  const kept = texts.flatMap((text, index) => {
    const at = Array.isArray(given) ? `${path}.urls[${index}]` : `${path}.urls`
    if (typeof text !== 'string' || text === '') {
      report(at, 'invalid-url', 'is no ICE server URL')
      return []
    }
    const { url, href, code, message, throws } = parseIceUrl(text)
    if (code && message) report(at, code, message, throws)
    if (!url || !href) return []
    if (url.scheme !== 'stun' && fault) {
      report(at, 'no-credential', `is a TURN URL, but ${fault}`)
      return []
    }
    const key = JSON.stringify(url.scheme === 'stun' ? [href] : [href, username, credential])
    if (seen.has(key)) {
      report(at, 'duplicate', 'was in the list before')
      return []
    }
    seen.add(key)
    return [href]
  })
  const [first] = kept
  if (first === undefined) return []
  const server: RTCIceServer = { urls: Array.isArray(given) ? kept : first }
  if (!fault) Object.assign(server, { username, credential })
  return [server]
}

/** What makes a username and credential unusable for TURN, if anything (RFC 8489 14.3: at most 508 bytes). */
function credentialFault(username: unknown, credential: unknown): string | undefined {
  if (typeof username !== 'string' || username === '') return 'its username is missing'
  if (typeof credential !== 'string' || credential === '') return 'its credential is missing'
  if (new TextEncoder().encode(username).length > 508) return 'its username is longer than 508 bytes'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\0-\x1f\x7f]/.test(username + credential)) return 'its username or credential has control characters'
  return undefined
}
