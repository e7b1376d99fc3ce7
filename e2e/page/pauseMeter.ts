/** Sends a message every 10 ms both ways and measures what arrives. Times are in milliseconds of the page's clock. */
export interface PauseMeter {
  /** When the last message arrived, at either side. */
  lastReceived(): number
  /** The longest time without a message in either direction, since both channels are open. */
  largestPause(): number
  stop(): void
}

export function startPauseMeter(a: RTCPeerConnection, b: RTCPeerConnection): PauseMeter {
  const options = { negotiated: true, id: 0 }
  const channels = [a.createDataChannel('meter', options), b.createDataChannel('meter', options)]
  const last = channels.map((): number | undefined => undefined)
  let largest = 0
  const ticker = new Worker('/ticker.js', { type: 'module' })

  ticker.onmessage = () => {
    for (const channel of channels) {
      if (channel.readyState === 'open' && channel.bufferedAmount < 10_000) channel.send('tick')
    }
  }
  channels.forEach((channel, side) => {
    channel.onmessage = () => {
      const now = performance.now()
      largest = Math.max(largest, now - (last[side] ?? now))
      last[side] = now
    }
  })

  return {
    lastReceived: () => Math.max(...last.map((time) => time ?? 0)),
    largestPause() {
      const now = performance.now()
      return Math.max(largest, ...last.map((time) => now - (time ?? now)))
    },
    stop: () => ticker.terminate(),
  }
}
