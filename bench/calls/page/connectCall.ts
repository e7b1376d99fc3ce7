import { connectPair } from '../../../e2e/page/connectPair.ts'
import type { Arrivals } from './arrivals.ts'
import type { Media } from './media.ts'

export type Side = 'a' | 'b'
export type Servers = Record<Side, RTCIceServer[]>

/** Two relayed connections that send each other messages; a sends b a picture and a tone. */
export interface Call {
  a: RTCPeerConnection
  b: RTCPeerConnection
  /** Sends a message each way, and looks whether sound was played. */
  tick(): void
  close(): void
}

export function connectCall(servers: Servers, media: Media, arrivals: Arrivals): Call {
  const connection = (side: Side) => new RTCPeerConnection({ iceServers: servers[side], iceTransportPolicy: 'relay' })
  const a = connection('a')
  const b = connection('b')
  const channels: RTCDataChannel[] = []
  const open = (channel: RTCDataChannel, stream: 'dataToA' | 'dataToB') => {
    channel.onmessage = () => arrivals.note(stream)
    channels.push(channel)
  }
  open(a.createDataChannel('meter'), 'dataToA')
  // Only a has something to offer: a first offer from both is taken back by one of them, and bundling may be lost.
  b.addEventListener('datachannel', ({ channel }) => open(channel, 'dataToB'))
  const screen = show(b, () => arrivals.note('video'))
  const hear = listen(b, () => arrivals.note('audio'))
  for (const track of media.tracks) a.addTrack(track)
  const pair = connectPair(a, b, { signallingDelay: 15 })

  return {
    a,
    b,
    tick() {
      for (const channel of channels) {
        if (channel.readyState === 'open' && channel.bufferedAmount < 10_000) channel.send('tick')
      }
      hear()
    },
    close() {
      screen.remove()
      pair.close()
    },
  }
}

/** Plays what a connection receives, and tells of each frame that is shown. */
function show(pc: RTCPeerConnection, onFrame: () => void): HTMLVideoElement {
  const screen = document.createElement('video')
  screen.muted = true
  screen.autoplay = true
  document.body.append(screen)
  const received = new MediaStream()
  screen.srcObject = received
  // Sound too, although muted: Chromium does not decode what nothing plays.
  pc.addEventListener('track', ({ track }) => received.addTrack(track))
  const next = () => {
    screen.requestVideoFrameCallback(() => {
      if (!screen.isConnected) return
      onFrame()
      next()
    })
  }
  next()
  return screen
}

/** A look at the sound that a connection receives: tells when another packet of it was played since the last look. */
function listen(pc: RTCPeerConnection, onPacket: () => void): () => void {
  let last: number | undefined
  return () => {
    // Not getStats: Chromium gives the same stats again for a while, so that they tell a tenth of a second at best.
    const receiver = pc.getReceivers().find(({ track }) => track.kind === 'audio')
    const played = receiver?.getSynchronizationSources()[0]?.rtpTimestamp
    if (played === undefined || played === last) return
    last = played
    onPacket()
  }
}
