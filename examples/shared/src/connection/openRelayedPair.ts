import type { VideoFeeds } from '../video/openVideo.ts'
import { connectPair } from './connectPair.ts'
import { type StartSideOptions, startSide } from './startSide.ts'

export interface RelayedPairOptions extends Pick<StartSideOptions, 'onVideo' | 'onStateChange'> {
  iceServers: RTCIceServer[]
  video: VideoFeeds
  onError: (error: unknown) => void
}

export interface RelayedPair {
  ada: RTCPeerConnection
  ben: RTCPeerConnection
  /** Closes both connections. */
  close: () => void
}

/** Makes both connections, relay only. */
export function openRelayedPair({ iceServers, video, onError, ...on }: RelayedPairOptions): RelayedPair {
  const configuration: RTCConfiguration = { iceServers, iceTransportPolicy: 'relay' }
  const ada = new RTCPeerConnection(configuration)
  const ben = new RTCPeerConnection(configuration)
  const disconnect = connectPair(ada, ben, onError)
  startSide(ada, { side: 'ada', video: video.ada, ...on })
  startSide(ben, { side: 'ben', video: video.ben, ...on })

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
