/** One side's end of something that carries text. */
export interface Line {
  send(): void
  onMessage(listener: () => void): void
}

/** Sends a message every 50 ms from each end, and measures what arrives. Times are in milliseconds. */
export interface Talk {
  sinceReceived(): number
  /** The longest time without a message at any end, since the first one there. */
  largestPause(): number
}

export function startTalk(lines: Line[]): Talk {
  const last = lines.map(() => performance.now())
  let largest = 0
  lines.forEach((line, end) => {
    line.onMessage(() => {
      const now = performance.now()
      largest = Math.max(largest, now - (last[end] ?? now))
      last[end] = now
    })
  })
  setInterval(() => {
    for (const line of lines) line.send()
  }, 50)

  const sinceReceived = () => performance.now() - Math.min(...last)
  return { sinceReceived, largestPause: () => Math.max(largest, sinceReceived()) }
}

/** A line over a channel of its own, apart from whatever the connection is used for. */
export async function openLine(pc: RTCPeerConnection): Promise<Line> {
  const channel = pc.createDataChannel('talk', { negotiated: true, id: 50 })
  await new Promise((resolve) => {
    channel.onopen = resolve
  })
  return {
    send() {
      if (channel.readyState === 'open') channel.send('tick')
    },
    onMessage(listener) {
      channel.onmessage = listener
    },
  }
}
