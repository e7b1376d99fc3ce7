import { type IceUrl, parseIceUrl } from './iceUrl.ts'

export interface SelectOptions {
  /** Which URLs to keep. */
  filter?: ((url: IceUrl) => boolean) | undefined
  /** How many URLs to keep at most. */
  maxUrls?: number | undefined
}

/** The kinds of URLs, the most useful first, each with the port that networks let through best. */
const KINDS = ['udp 3478', 'tcp 3478', 'tls 443', 'stun 3478'].map((kind) => kind.split(' '))

/** Keeps the URLs that pass the filter, and of those the best: one of each kind before a second of any. The order stays. */
export function selectUrls(
  iceServers: RTCIceServer[],
  { filter = () => true, maxUrls }: SelectOptions,
): RTCIceServer[] {
  const kinds = KINDS.map((): { key: string; isPreferred: boolean }[] => [])
  const each = (keep: (key: string, url: IceUrl) => boolean) =>
    iceServers.flatMap((server, index) => {
      const urls = [server.urls].flat().filter((href) => {
        const { url } = parseIceUrl(href) ?? {}
        return url && keep(`${index} ${href}`, url)
      })
      const [first] = urls
      return first === undefined ? [] : [{ ...server, urls: Array.isArray(server.urls) ? urls : first }]
    })

  const filtered = each((key, url) => {
    if (!filter(url)) return false
    const kind = KINDS.findIndex(([name]) => name === (url.scheme === 'stun' ? 'stun' : url.transport))
    kinds[kind]?.push({ key, isPreferred: String(url.port) === KINDS[kind]?.[1] })
    return true
  })
  if (maxUrls === undefined) return filtered
  for (const kind of kinds) kind.sort((a, b) => Number(b.isPreferred) - Number(a.isPreferred))
  const best = kinds
    .flatMap((kind) => kind.map(({ key }, rank) => ({ key, rank })))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, maxUrls)
    .map(({ key }) => key)
  return each((key) => best.includes(key))
}
