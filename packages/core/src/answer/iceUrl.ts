import type { FaultCode } from './problems.ts'

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

/** What became of one URL: `url` and `href` where it can be used, `code` where there is a fault. */
export interface IceUrlVerdict {
  url?: IceUrl
  /** The URL to give to a browser. */
  href?: string
  code?: FaultCode
  /** Whether the URL as given must not reach a browser. */
  throws?: boolean
}

/** In characters; a name in the DNS has at most 253. */
const LONGEST = 500
const SHAPE = /^([a-z]+):(\[[^\]]*\]|[^:?#]*)(?::([^?#]*))?(?:\?([^#]*))?(#.*)?$/i
const HOST = /^(?:\[[\da-f:.]+\]|[^\s/\\@%*[\]<>^|"{}$`]+)$/i

// https://fetch.spec.whatwg.org/#port-blocking: Firefox throws on them, Chromium sends nothing. 53 is among them.
const BLOCKED_PORTS = new Set(
  (
    '0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137 139 143 ' +
    '161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 ' +
    '4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080'
  )
    .split(' ')
    .map(Number),
)

/** Takes one ICE server URL apart by RFC 7064 and RFC 7065, mends what can be mended, and says why the rest cannot be used. */
export function parseIceUrl(text: string): IceUrlVerdict {
  if (text.length > LONGEST) return refuse('invalid-url')
  // URL parsers strip exactly these; a BOM or a no-break space makes browsers throw, so trim() would strip too much.
  const trimmed = text.replace(/^[\0- ]+|[\0- ]+$/g, '')
  const match = SHAPE.exec(trimmed)
  if (!match) return refuse('invalid-url')
  const [, rawScheme = '', host = '', rawPort, query, fragment] = match
  const scheme = rawScheme.toLowerCase()
  if (scheme === 'stuns') return refuse('stuns')
  if (scheme !== 'stun' && scheme !== 'turn' && scheme !== 'turns') return refuse('invalid-scheme')
  if (!HOST.test(host) || isBadIpv4(host) || !isUrlHost(host)) return refuse('invalid-host')
  if (rawPort && !/^\d{1,5}$/.test(rawPort)) return refuse('invalid-port')
  const port = rawPort ? Number(rawPort) : scheme === 'turns' ? 5349 : 3478
  if (port > 65535) return refuse('invalid-port')
  if (port === 53) return refuse('port-53')
  if (BLOCKED_PORTS.has(port)) return refuse('blocked-port')
  if (fragment && fragment !== '#') return refuse('invalid-url')
  if (query && scheme === 'stun') return refuse('stun-query')
  const transport = query ? /^transport=(udp|tcp)$/i.exec(query)?.[1]?.toLowerCase() : ''
  if (transport === undefined) return refuse('invalid-transport')
  const href = `${scheme}:${host}${rawPort ? `:${rawPort}` : ''}${transport && `?transport=${transport}`}`
  const url: IceUrl = {
    scheme,
    host,
    port,
    transport: scheme === 'turns' ? 'tls' : transport === 'tcp' ? 'tcp' : 'udp',
  }
  if (href === trimmed) return { url, href }
  // Scheme and outer spaces in any case are fine everywhere; TCP in capitals and empty parts are not.
  const throws = href !== trimmed.replace(rawScheme, scheme)
  return { url, href, code: 'repaired-url', throws }
}

function refuse(code: FaultCode): IceUrlVerdict {
  return { code, throws: true }
}

/** Whether the platform's own URL parser takes it: that knows IPv6 and international names. */
function isUrlHost(host: string): boolean {
  try {
    return new URL(`https://${host}`).host !== ''
  } catch {
    return false
  }
}

function isBadIpv4(host: string): boolean {
  const labels = host.replace(/\.$/, '').split('.')
  if (!/^(\d+|0x[\da-f]*)$/i.test(labels.at(-1) ?? '')) return false
  return labels.length !== 4 || labels.some((label) => !/^(0|[1-9]\d{0,2})$/.test(label) || Number(label) > 255)
}
