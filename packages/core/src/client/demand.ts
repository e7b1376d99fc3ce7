import type { Platform } from '../platform.ts'

/** How long the last one's leaving is ignored, in milliseconds: StrictMode, route changes and HMR come straight back. */
const LINGER = 5000

type Kind = 'subscriber' | 'connection' | 'keepAlive'

/** Who wants servers. The first one starts the work, the last one ends it. */
export interface Demand {
  /** Adds one who wants servers; only a `subscriber` stops counting while the page is hidden. Returns its end. */
  add(kind: Kind): () => void
  /** Whether servers are to be kept fresh now. */
  isWanted(): boolean
  /** Whether somebody is there at all, if only behind a hidden page. */
  isWatched(): boolean
  /** Whether a live connection depends on them. */
  hasConnection(): boolean
}

/**
 * @param onStart the first one has come
 * @param onPageEvent something happened to the page that asks for a look
 * @param onEnd the last one has left, and stayed away
 */
export function createDemand(
  platform: Platform,
  onStart: () => void,
  onPageEvent: (type: string) => void,
  onEnd: () => void,
): Demand {
  const wants = new Map<() => void, Kind>()
  const has = (test: (kind: Kind) => boolean) => [...wants.values()].some(test)
  let stopListening: (() => void) | undefined
  let linger: unknown

  function end() {
    stopListening?.()
    stopListening = undefined
    onEnd()
  }

  return {
    add(kind) {
      const leave = () => {
        if (wants.delete(leave) && wants.size === 0) linger = platform.setTimeout(end, LINGER)
      }
      wants.set(leave, kind)
      platform.clearTimeout(linger)
      if (!stopListening) {
        stopListening = platform.listen(onPageEvent)
        onStart()
      }
      return leave
    },
    isWanted: () => has((kind) => kind !== 'subscriber') || platform.isVisible(),
    isWatched: () => stopListening !== undefined,
    hasConnection: () => has((kind) => kind === 'connection'),
  }
}
