import type { VideoFeeds } from '../video/openVideo.ts'
import { connectPair } from './connectPair.ts'
import type { SideName } from './sideName.ts'

export interface RelayedPairOptions {
  iceServers: RTCIceServer[]
  video: VideoFeeds
  /** Told when the picture of the other side is there. */
  onVideo: (side: SideName, received: MediaStream) => void
  /** Told when one of the connections changes its state. */
  onStateChange: () => void
  onError: (error: unknown) => void
}

export interface RelayedPair {
  ada: RTCPeerConnection
  ben: RTCPeerConnection
  /** Closes both connections. */
  close: () => void
}

/** Makes both connections, relay only. Ada calls, and Ben answers with his picture. */
export function openRelayedPair({ iceServers, video, ...on }: RelayedPairOptions): RelayedPair {
  const configuration: RTCConfiguration = { iceServers, iceTransportPolicy: 'relay' }
  const ada = new RTCPeerConnection(configuration)
  const ben = new RTCPeerConnection(configuration)
  const disconnect = connectPair(ada, ben, on.onError)

  for (const [side, pc] of [['ada', ada] as const, ['ben', ben] as const]) {
    pc.addEventListener('connectionstatechange', on.onStateChange)
    pc.addEventListener('iceconnectionstatechange', on.onStateChange)
    pc.addEventListener('track', ({ track, streams }) => on.onVideo(side, streams[0] ?? new MediaStream([track])))
  }

  sendVideo(ada, video.ada)
  // Both could offer at once. But Chromium, having rolled back the very first offer, may gather no candidates any more.
  ben.addEventListener('track', () => sendVideo(ben, video.ben), { once: true })

  return {
    ada,
    ben,
    close() {
      disconnect()
      ada.close()
      ben.close()
    },
  }
}

function sendVideo(pc: RTCPeerConnection, stream: MediaStream) {
  for (const track of stream.getTracks()) pc.addTrack(track, stream)
}
