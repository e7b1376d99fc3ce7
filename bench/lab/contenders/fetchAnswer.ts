/** The endpoint's answer, as the contenders without a library for it use it. */
export interface Answer {
  iceServers: RTCIceServer[]
  /** When to fetch the next one, in milliseconds since the epoch. */
  refreshAt: number
}

/** The endpoint's answer as it comes. */
export interface RawAnswer {
  iceServers: RTCIceServer[]
  /** In seconds. */
  ttl?: number
  expiresAt?: string
}

/** How long to wait after a failure, and the least time between two polls, in milliseconds. */
export const RETRY = 5000
/** After which share of the life to refresh. */
const SHARE = 0.8

/** Fetches, and throws for anything but a 2xx, as the docs of SWR and TanStack Query tell. */
export async function fetchAnswer(url: string, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(url, signal ? { signal } : {})
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return withRefreshAt(await response.json())
}

/** Reckons from `expiresAt` where it is there, as most do who write this by hand, else from `ttl`. */
export function withRefreshAt({ iceServers, ttl = 0, expiresAt }: RawAnswer): Answer {
  const now = Date.now()
  const life = expiresAt === undefined ? ttl * 1000 : Date.parse(expiresAt) - now
  return { iceServers, refreshAt: now + SHARE * life }
}

/** In how many milliseconds to poll next: soon while there is no answer, or while it is overdue. */
export function pollDelay(answer: Answer | null | undefined): number {
  return answer ? Math.max(answer.refreshAt - Date.now(), RETRY) : RETRY
}
