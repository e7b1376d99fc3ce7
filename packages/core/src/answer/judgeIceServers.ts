import { parseIceUrl } from './iceUrl.ts'
import type { Fault, FaultCode } from './problems.ts'

export interface Judged {
  /** Whether every browser accepts the value as it was given. */
  ok: boolean
  /** The list, repaired: every browser accepts it. */
  iceServers: RTCIceServer[]
  faults: Fault[]
}

type Report = (path: string, code: FaultCode, throws?: boolean) => void

/** Repairs a list, leaves out what cannot be repaired, and notes each fault. Never throws. */
export function judgeIceServers(value: unknown): Judged {
  const faults: Fault[] = []
  let ok = true
  const report: Report = (path, code, throws = true) => {
    faults.push({ path, code })
    if (throws) ok = false
  }
  let list: unknown[] = []
  // Holes are entries too: browsers throw on them.
  if (Array.isArray(value)) list = Array.from(value)
  else if (typeof value === 'object' && value !== null) {
    list = [value]
    report('', 'one-object')
  } else report('', 'not-a-list')
  const seen = new Set<string>()
  const iceServers = list.flatMap((entry, index) => {
    const path = `[${index}]`
    try {
      return validateEntry(entry, path, seen, report)
    } catch {
      report(path, 'not-a-server')
      return []
    }
  })
  return { ok, iceServers, faults }
}

function validateEntry(entry: unknown, path: string, seen: Set<string>, report: Report): RTCIceServer[] {
  if (typeof entry !== 'object' || entry === null) {
    report(path, 'not-a-server')
    return []
  }
  const { urls, url, username, credential, credentialType } = entry as Record<string, unknown>
  if (urls === undefined && url !== undefined) report(path, 'legacy-url', false)
  if (credentialType !== undefined) report(path, 'credential-type', credentialType !== 'password')
  const given = urls ?? url
  const texts: unknown[] = Array.isArray(given) ? given : [given]
  if (texts.length === 0) report(`${path}.urls`, 'no-urls')
  const fault = credentialFault(username, credential)
  const kept = texts.flatMap((text, index) => {
    const at = Array.isArray(given) ? `${path}.urls[${index}]` : `${path}.urls`
    if (typeof text !== 'string' || text === '') {
      report(at, 'invalid-url')
      return []
    }
    const { url, href, code, throws } = parseIceUrl(text)
    if (code) report(at, code, throws)
    if (!url || !href) return []
    if (url.scheme !== 'stun' && fault) {
      report(at, fault)
      return []
    }
    const key = JSON.stringify(url.scheme === 'stun' ? [href] : [href, username, credential])
    if (seen.has(key)) {
      report(at, 'duplicate')
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
function credentialFault(username: unknown, credential: unknown): FaultCode | undefined {
  if (typeof username !== 'string' || username === '') return 'no-username'
  if (typeof credential !== 'string' || credential === '') return 'no-credential'
  if (new TextEncoder().encode(username).length > 508) return 'long-username'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\0-\x1f\x7f]/.test(username + credential)) return 'control-characters'
  return undefined
}
