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
  /^(stun|turns?):(\[[\da-f:.]+\]|[^\s:/\\?#@%*[\]<>^|"{}$`]+)(?::(\d{0,5}))?(?:\?(?:transport=(udp|tcp))?)?#?$/i

// https://fetch.spec.whatwg.org/#port-blocking: Firefox throws on them, Chromium sends nothing. 53 is among them.
export const BLOCKED_PORTS = (
  '0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137 139 143 ' +
  '161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 ' +
  '4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080'
).split(' ')

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
  if ((query && scheme === 'stun') || port > 65535 || BLOCKED_PORTS.includes(String(port)) || !isHost(host))
    return undefined
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
