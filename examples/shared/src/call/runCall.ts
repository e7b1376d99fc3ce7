import { openRelayedPair } from '../connection/openRelayedPair.ts'
import { requireRelay } from '../connection/requireRelay.ts'
import { openVideo, type VideoSource } from '../video/openVideo.ts'
import type { CallRecord } from './callRecord.ts'
import { watchCall } from './watchCall.ts'

export interface RunCallOptions {
  getIceServers: () => Promise<RTCIceServer[]>
  video: VideoSource
  record: CallRecord
  /** Ends the call. */
  signal: AbortSignal
}

/** Runs the call from its servers to its end, and writes down what happens. */
export async function runCall({ getIceServers, video, record, signal }: RunCallOptions): Promise<void> {
  const ends: (() => void)[] = []
  const end = () => {
    for (const each of ends.splice(0).reverse()) each()
  }
  signal.addEventListener('abort', end)

  try {
    // First the camera, where a person may take a while to allow it; then servers that are as new as can be.
    const feeds = await openVideo(video)
    ends.push(feeds.end)
    // React's strict mode ends the first of two calls right away: it must not cost a credential.
    signal.throwIfAborted()
    const iceServers = await getIceServers()
    signal.throwIfAborted()
    requireRelay(iceServers)
    const pair = openRelayedPair({
      iceServers,
      video: feeds,
      onVideo: record.noteVideo,
      onStateChange: record.noteStates,
      onError: record.noteError,
    })
    ends.push(pair.close, watchCall(pair, record))
    record.noteConnections(pair)
  } catch (error) {
    end()
    if (!signal.aborted) record.noteError(error)
  }
}
