import { openChannel } from '../connection/openChannel.ts'
import { type Connections, SIDES, type SideName } from '../connection/sideName.ts'
import type { PauseMeter } from './pauseMeter.ts'
import { startTicker } from './startTicker.ts'

/** How often each side sends a message, in milliseconds. */
const INTERVAL = 25
/** Lossy and unordered, as media is: what gets lost in a pause must not hold up what comes after it. */
const TICKS = { label: 'ticks', ordered: false, maxRetransmits: 0 }

export interface MeasurePausesOptions {
  connections: Connections
  /** Told when messages arrive: each by the side that receives it. */
  meters: Record<SideName, PauseMeter>
  /** Called after each round of messages. */
  onTick: () => void
}

/** Sends small messages over a data channel, and notes when those of the other side arrive. Returns its end. */
export function measurePauses({ connections, meters, onTick }: MeasurePausesOptions): () => void {
  const channels: RTCDataChannel[] = []

  for (const side of SIDES) {
    const pc = connections[side]
    if (!pc) continue
    openChannel(pc, { side, ...TICKS }, (channel) => {
      channels.push(channel)
      channel.addEventListener('message', () => meters[side].arrived(performance.now()))
    })
  }
  return startTicker(INTERVAL, () => {
    for (const channel of channels) send(channel)
    onTick()
  })
}

function send(channel: RTCDataChannel) {
  // What cannot leave now is no use later.
  if (channel.readyState === 'open' && channel.bufferedAmount < 1000) channel.send('tick')
}
