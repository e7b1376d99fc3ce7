import { connectPair, type Pair } from '../../page/connectPair.ts'
import { isRelayed } from '../../page/isRelayed.ts'
import { type PauseMeter, startPauseMeter } from '../../page/pauseMeter.ts'
import { untilConnected } from '../../page/untilConnected.ts'

export interface CallNews {
  states: RTCPeerConnectionState[]
  relayed: boolean[]
  /** In milliseconds. */
  largestPause: number
}

declare global {
  interface Window {
    /** Starts a call over each transport, and returns once both are connected. */
    startCalls(iceServers: RTCIceServer[]): Promise<void>
    callNews(): Promise<Record<string, CallNews>>
    endCalls(): void
  }
}

const calls = new Map<string, { pair: Pair; meter: PauseMeter }>()

window.startCalls = async (iceServers) => {
  await Promise.all(['udp', 'tcp'].map((transport) => start(transport, iceServers)))
}

window.callNews = async () => {
  const news: Record<string, CallNews> = {}
  for (const [transport, { pair, meter }] of calls) {
    const both = [pair.a, pair.b]
    news[transport] = {
      states: both.map(({ connectionState }) => connectionState),
      relayed: await Promise.all(both.map(isRelayed)),
      largestPause: meter.largestPause(),
    }
  }
  return news
}

window.endCalls = () => {
  for (const { pair, meter } of calls.values()) {
    meter.stop()
    pair.close()
  }
}

async function start(transport: string, all: RTCIceServer[]): Promise<void> {
  const iceServers = all.flatMap(({ urls, ...rest }) => {
    const url = [urls].flat().find((text) => text.endsWith(`transport=${transport}`))
    return url ? [{ ...rest, urls: url }] : []
  })
  const configuration: RTCConfiguration = { iceServers, iceTransportPolicy: 'relay' }
  const [a, b] = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)]
  const meter = startPauseMeter([a, b])
  const pair = connectPair(a, b, { signallingDelay: 0, offers: 'none' })
  calls.set(transport, { pair, meter })
  await Promise.all([untilConnected(a), untilConnected(b)])
}
