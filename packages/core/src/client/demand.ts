import type { Platform } from '../platform.ts'

/** How long the last one's leaving is ignored, in milliseconds: StrictMode, route changes and HMR come straight back. */
const LINGER = 5000

/** Who wants servers. The first one starts the work, the last one ends it. */
export interface Demand {
  /** Adds one who wants servers; only a `subscriber` stops counting while the page is hidden. Returns its end. */
  add(kind: 'subscriber' | 'connection' | 'keepAlive'): () => void
  /** Whether servers are to be kept fresh now. */
  isWanted(): boolean
  /** Whether somebody is there at all, if only behind a hidden page. */
  isWatched(): boolean
  /** Whether a live connection depends on them. */
  hasConnection(): boolean
}

export interface DemandListeners {
  /** The first one has come. */
  onStart: () => void
  /** Something happened to the page that asks for a look. */
  onPageEvent: (type: string) => void
  /** The last one has left, and stayed away. */
  onEnd: () => void
}

export function createDemand(platform: Platform, { onStart, onPageEvent, onEnd }: DemandListeners): Demand {
  const count = { subscriber: 0, connection: 0, keepAlive: 0 }
  let stopListening: (() => void) | undefined
  let linger: unknown

  function end() {
    stopListening?.()
    stopListening = undefined
    onEnd()
  }

  return {
    add(kind) {
      count[kind] += 1
      platform.clearTimeout(linger)
      if (!stopListening) {
        stopListening = platform.listen(onPageEvent)
        onStart()
      }
      let hasLeft = false
      return () => {
        if (hasLeft) return
        hasLeft = true
        count[kind] -= 1
        const isLast = count.subscriber + count.connection + count.keepAlive === 0
        if (isLast) linger = platform.setTimeout(end, LINGER)
      }
    },
    isWanted: () => count.connection + count.keepAlive > 0 || (stopListening !== undefined && platform.isVisible()),
    isWatched: () => stopListening !== undefined,
    hasConnection: () => count.connection > 0,
  }
}
