import type { SideName } from '../connection/sideName.ts'
import type { PauseMeter } from './pauseMeter.ts'
import { startTicker } from './startTicker.ts'

/** How often each side sends a message, in milliseconds. */
const INTERVAL = 25
/** Lossy and unordered, as media is: what gets lost in a pause must not hold up what comes after it. */
const LOSSY: RTCDataChannelInit = { ordered: false, maxRetransmits: 0 }

export interface MeasurePausesOptions {
  ada: RTCPeerConnection
  ben: RTCPeerConnection
  /** Told when messages arrive: each by the side that receives it. */
  meters: Record<SideName, PauseMeter>
  /** Called after each round of messages. */
  onTick: () => void
}

/** Sends small messages both ways over a data channel, and notes when they arrive. Returns its end. */
export function measurePauses({ ada, ben, meters, onTick }: MeasurePausesOptions): () => void {
  const channels: RTCDataChannel[] = []

  function use(channel: RTCDataChannel, meter: PauseMeter) {
    channels.push(channel)
    channel.addEventListener('message', () => meter.arrived(performance.now()))
  }

  use(ada.createDataChannel('ticks', LOSSY), meters.ada)
  ben.addEventListener('datachannel', ({ channel }) => use(channel, meters.ben))
  return startTicker(INTERVAL, () => {
    for (const channel of channels) send(channel)
    onTick()
  })
}

function send(channel: RTCDataChannel) {
  // What cannot leave now is no use later.
  if (channel.readyState === 'open' && channel.bufferedAmount < 1000) channel.send('tick')
}
