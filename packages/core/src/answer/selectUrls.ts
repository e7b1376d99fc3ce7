import { type IceUrl, parseIceUrl } from './iceUrl.ts'
import { withUrls } from './judgeIceServers.ts'

export interface SelectOptions {
  /** Which URLs to keep. */
  filter?: ((url: IceUrl) => boolean) | undefined
  /** How many URLs to keep at most. */
  maxUrls?: number | undefined
}

/** The kinds of URLs, the most useful first, each with the port that networks let through best. */
const KINDS = { udp: 3478, tcp: 3478, tls: 443, stun: 3478 }

/** Keeps the URLs that pass the filter, and of those the best: one of each kind before a second of any. The order stays. */
export function selectUrls(iceServers: RTCIceServer[], { filter, maxUrls }: SelectOptions): RTCIceServer[] {
  const all = iceServers.flatMap((server) =>
    [server.urls].flat().flatMap((href) => {
      const { url } = parseIceUrl(href) ?? {}
      return url && (!filter || filter(url)) ? { server, href, url } : []
    }),
  )
  const ranked = Object.entries(KINDS).flatMap(([kind, port]) =>
    all
      .filter(({ url }) => kind === (url.scheme === 'stun' ? url.scheme : url.transport))
      .sort((a, b) => Number(b.url.port === port) - Number(a.url.port === port))
      .map((found, rank) => ({ ...found, rank })),
  )
  const best = ranked.sort((a, b) => a.rank - b.rank).slice(0, maxUrls)
  return iceServers.flatMap((server) => {
    const own = best.filter((found) => found.server === server).map(({ href }) => href)
    return withUrls(
      server,
      [server.urls].flat().filter((href) => own.includes(href)),
    )
  })
}
