/** One `stun:`, `turn:` or `turns:` URL, taken apart. */
export interface IceUrl {
  readonly scheme: 'stun' | 'turn' | 'turns'
  /** A name, an IPv4 address, or an IPv6 address in brackets. */
  readonly host: string
  /** The port, also where the URL leaves it out: 3478, and 5349 for `turns:` (RFC 7064, RFC 7065). */
  readonly port: number
  /** How the server is dialled; `tls` for `turns:`, which runs over TCP whatever its query says. */
  readonly transport: 'udp' | 'tcp' | 'tls'
}

/** A URL that can be used. */
export interface UsableIceUrl {
  url: IceUrl
  /** The URL to give to a browser: the one that was given, mended where it had to be. */
  href: string
}

/** In characters; a name in the DNS has at most 253. */
const LONGEST = 500
const SHAPE =
  /^(stun|turns?):(\[[\da-f:.]+\]|[^\s:/\\?#@%*[\]<>^|"{}$`]+)(?::(\d*))?(?:\?(?:transport=(udp|tcp))?)?#?$/i

// https://fetch.spec.whatwg.org/#port-blocking and 0: Firefox throws on them, Chromium sends nothing. 53 is among them.
export const BLOCKED_PORT =
  /^([0179]|1[13579]|2[0-35]|37|4[23]|53|69|7[79]|87|95|10[1-49]|11[013579]|123|13[579]|143|161|179|389|427|465|51[2-5]|526|53[0-2]|540|548|55[46]|563|587|601|636|989|99[035]|1719|172[03]|2049|3659|4045|4190|506[01]|6000|6566|666[5-9]|6679|6697|10080)$/

/**
 * Takes one ICE server URL apart by RFC 7064 and RFC 7065 and mends what can be mended; undefined for one that cannot be
 * used in every browser.
 */
export function parseIceUrl(text: unknown): UsableIceUrl | undefined {
  const match = typeof text === 'string' && text.length <= LONGEST ? SHAPE.exec(trimUrl(text)) : undefined
  if (!match) return undefined
  const [, rawScheme = '', host = '', rawPort, rawTransport] = match
  const scheme = rawScheme.toLowerCase() as IceUrl['scheme']
  const port = Number(rawPort || (scheme === 'turns' ? 5349 : 3478))
  const query = rawTransport?.toLowerCase() as 'udp' | 'tcp' | undefined
  if ((query && scheme === 'stun') || port > 65535 || BLOCKED_PORT.test(String(port)) || !isHost(host)) return undefined
  const href = `${scheme}:${host}${rawPort ? `:${rawPort}` : ''}${query ? `?transport=${query}` : ''}`
  return { url: { scheme, host, port, transport: scheme === 'turns' ? 'tls' : (query ?? 'udp') }, href }
}

/** Strips exactly what URL parsers strip: a BOM or a no-break space makes browsers throw, so `trim()` would strip too much. */
export function trimUrl(text: string): string {
  return text.replace(/^[\0- ]+|[\0- ]+$/g, '')
}

/** Whether the platform's own URL parser takes it, which knows IPv6 and international names, and IPv4 is in its plain form. */
function isHost(host: string): boolean {
  try {
    const { hostname } = new URL(`https://${host}`)
    return !/^[\d.]+$/.test(hostname) || hostname === host.replace(/\.$/, '')
  } catch {
    return false
  }
}
