/** How long a silence must be to be told of, in milliseconds. */
const LONG = 500

/** Sends messages from every connection and measures what arrives. Times are in milliseconds of the page's clock. */
export interface PauseMeter {
  /** When the last message arrived, at each connection. */
  lastReceived(): number[]
  /** The longest time without a message at any connection, since its channel is open. */
  largestPause(): number
  /** All that were long, and have ended. */
  pauses(): { from: number; to: number }[]
  stop(): void
}

export interface PauseMeterOptions {
  /** Send at every so manyth tick of 10 ms. @default 1 */
  every?: number
}

export function startPauseMeter(connections: RTCPeerConnection[], { every = 1 }: PauseMeterOptions = {}): PauseMeter {
  const channels = connections.map((pc) => pc.createDataChannel('meter', { negotiated: true, id: 0 }))
  const last = channels.map((): number | undefined => undefined)
  const pauses: { from: number; to: number }[] = []
  const ticker = new Worker('/ticker.js', { type: 'module' })
  let largest = 0
  let ticks = 0

  ticker.onmessage = () => {
    ticks += 1
    if (ticks % every > 0) return
    for (const channel of channels) {
      if (channel.readyState === 'open' && channel.bufferedAmount < 10_000) channel.send('tick')
    }
  }
  channels.forEach((channel, index) => {
    channel.onmessage = () => {
      const to = performance.now()
      const from = last[index] ?? to
      largest = Math.max(largest, to - from)
      if (to - from > LONG) pauses.push({ from, to })
      last[index] = to
    }
  })

  return {
    lastReceived: () => last.map((time) => time ?? 0),
    largestPause() {
      const now = performance.now()
      return Math.max(largest, ...last.map((time) => now - (time ?? now)))
    },
    pauses: () => pauses,
    stop: () => ticker.terminate(),
  }
}
