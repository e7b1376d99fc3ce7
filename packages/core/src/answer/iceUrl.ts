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

/**
 * The ports that browsers block, each as its distance from the one before: https://fetch.spec.whatwg.org/#port-blocking and
 * 0. Firefox throws on them, Chromium sends nothing. 53 is among them.
 */
const BLOCKED_PORTS = [
  0, 1, 6, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 2, 12, 5, 1, 10, 16, 8, 2, 8, 8, 6, 1, 1, 1, 5, 1, 1, 2, 2, 2, 2, 4, 12, 2, 2,
  4, 18, 18, 210, 38, 38, 47, 1, 1, 1, 11, 4, 1, 1, 8, 8, 6, 2, 7, 24, 14, 35, 353, 1, 3, 2, 724, 1, 3, 326, 1610, 386,
  145, 870, 1, 939, 566, 99, 1, 1, 1, 1, 10, 18, 3383,
]

/** Whether browsers block this port. */
export function isBlocked(port: number): boolean {
  let blocked = 0
  return BLOCKED_PORTS.some((distance) => {
    blocked += distance
    return blocked === port
  })
}

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
  if ((query && scheme === 'stun') || isBlocked(port) || !isAuthority(host, port)) return undefined
  const href = `${scheme}:${host}${rawPort ? `:${rawPort}` : ''}${query ? `?transport=${query}` : ''}`
  return { url: { scheme, host, port, transport: scheme === 'turns' ? 'tls' : (query ?? 'udp') }, href }
}

/** Strips exactly what URL parsers strip: a BOM or a no-break space makes browsers throw, so `trim()` would strip too much. */
export function trimUrl(text: string): string {
  return text.replace(/^[\0- ]+|[\0- ]+$/g, '')
}

/** Whether the platform's own URL parser takes them, which knows IPv6 and international names, and IPv4 is in its plain form. */
function isAuthority(host: string, port: number): boolean {
  try {
    const { hostname } = new URL(`https://${host}:${port}`)
    return !/^[\d.]+$/.test(hostname) || hostname === host.replace(/\.$/, '')
  } catch {
    return false
  }
}
