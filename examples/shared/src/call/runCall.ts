import { openRelayedPair, type RelayedPair } from '../connection/openRelayedPair.ts'
import { selectedPath } from '../connection/selectedPath.ts'
import type { SideName } from '../connection/sideName.ts'
import { watchRelay } from '../connection/watchRelay.ts'
import { measurePauses } from '../measure/measurePauses.ts'
import { openVideo, type VideoSource } from '../video/openVideo.ts'
import type { CallRecord } from './callRecord.ts'

const SIDES: SideName[] = ['ada', 'ben']
/** How often the path is looked at, in milliseconds. */
const LOOK_INTERVAL = 1000
/** How often the screen is told, in milliseconds. */
const SHOW_INTERVAL = 100

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
    const iceServers = await getIceServers()
    signal.throwIfAborted()
    const pair = openRelayedPair({
      iceServers,
      video: feeds,
      onVideo: record.noteVideo,
      onStateChange: record.noteStates,
      onError: record.noteError,
    })
    ends.push(pair.close, watch(pair, record))
    record.noteConnections(pair)
  } catch (error) {
    end()
    if (!signal.aborted) record.noteError(error)
  }
}

function watch(pair: RelayedPair, record: CallRecord): () => void {
  let shownAt = 0
  const stopMeasuring = measurePauses({
    ada: pair.ada,
    ben: pair.ben,
    meters: record.meters(),
    onTick() {
      if (performance.now() - shownAt < SHOW_INTERVAL) return
      shownAt = performance.now()
      record.show()
    },
  })
  const unwatch = SIDES.map((side) => watchRelay(pair[side], record.noteUnreachable))
  const looking = setInterval(() => {
    for (const side of SIDES) look(side, pair[side], record)
  }, LOOK_INTERVAL)

  return () => {
    stopMeasuring()
    clearInterval(looking)
    for (const end of unwatch) end()
  }
}

async function look(side: SideName, pc: RTCPeerConnection, record: CallRecord) {
  const path = await selectedPath(pc)
  // In the moment after a restart Firefox names no pair: what was true before still is.
  if (path !== 'unknown') record.notePath(side, path)
}
