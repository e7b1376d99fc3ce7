import { gather } from './gather.ts'

const TRIES = 3

/**
 * Measures the way through a relay: a second connection at the same server echoes what the first one sends. The best of a
 * few, in milliseconds.
 *
 * @param pc has a candidate
 * @param channel of it
 * @param echo a second connection with the same server
 */
export async function roundTrip(
  pc: RTCPeerConnection,
  channel: RTCDataChannel,
  echo: RTCPeerConnection,
  signal: AbortSignal,
): Promise<number> {
  echo.addEventListener('datachannel', ({ channel: back }) => {
    back.addEventListener('message', ({ data }) => back.send(data))
  })
  // One candidate each is enough, and is in the description by now.
  await echo.setRemoteDescription(pc.localDescription as RTCSessionDescription)
  await gather(echo, signal)
  await pc.setRemoteDescription(echo.localDescription as RTCSessionDescription)
  await next(channel, 'open')
  let best = Infinity
  for (let tries = 0; tries < TRIES; tries += 1) {
    const start = performance.now()
    channel.send('')
    await next(channel, 'message')
    best = Math.min(best, performance.now() - start)
  }
  return best
}

function next(channel: RTCDataChannel, type: 'open' | 'message'): Promise<void> {
  return new Promise((resolve) => channel.addEventListener(type, () => resolve(), { once: true }))
}
