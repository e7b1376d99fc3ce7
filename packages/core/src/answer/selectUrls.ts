import type { IceUrl } from './iceUrl.ts'
import type { FoundUrl } from './judgeIceServers.ts'

export interface SelectOptions {
  /** Which URLs to keep. */
  filter?: ((url: IceUrl) => boolean) | undefined
  /** How many URLs to keep at most. */
  maxUrls?: number | undefined
}

/** The kinds of URLs, the most useful first, each with the port that networks let through best. */
const KINDS = { udp: 3478, tcp: 3478, tls: 443, stun: 3478 }

/** Keeps the URLs that pass the filter, and of those the best: one of each kind before a second of any. The order stays. */
export function selectUrls(urls: FoundUrl[], { filter = () => true, maxUrls }: SelectOptions): FoundUrl[] {
  const all = urls.filter(({ url }) => filter(url))
  const kinds = Object.entries(KINDS).map(([kind, port]) =>
    all
      .filter(({ url }) => kind === (url.scheme === 'stun' ? url.scheme : url.transport))
      .sort((a, b) => Number(b.url.port === port) - Number(a.url.port === port)),
  )
  const ranked = all.flatMap((_, rank) => kinds.flatMap((kind) => kind[rank] ?? []))
  const best = ranked.slice(0, maxUrls)
  return all.filter((found) => best.includes(found))
}
