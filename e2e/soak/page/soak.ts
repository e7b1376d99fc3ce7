import { createIceClient, type KeepFreshEvent, keepFresh } from '@freshice/core'
import { connectPair, type Pair } from '../../page/connectPair.ts'
import { fetchServers } from '../../page/fetchServers.ts'
import { isRelayed } from '../../page/isRelayed.ts'
import { type PauseMeter, startPauseMeter } from '../../page/pauseMeter.ts'
import { untilConnected } from '../../page/untilConnected.ts'

export type Side = 'a' | 'b'

/** What keepFresh told of one side, in order. */
export type SideEvent = { side: Side } & (
  | Extract<KeepFreshEvent, { type: 'applied' | 'moved' | 'restarting' }>
  | { type: 'refused' | 'restart-unanswered' | 'failed' | 'ended' }
)

/** What came since the last time one asked: the page keeps nothing that grows with the call. Times in milliseconds. */
export interface SoakNews {
  /** Every state either connection went through, in order. */
  states: string[]
  events: SideEvent[]
  /** The TURN users that were given out, and to whom. */
  users: { side: Side; user: string }[]
  errors: string[]
  /** Whether both connections are told to relay and nothing else, and do so. */
  isRelayOnly: boolean
  /** At the side that has waited longer. */
  sinceReceived: number
  /** Of the whole call. */
  largestPause: number
}

declare global {
  interface Window {
    startSoak(): Promise<void>
    soakNews(): Promise<SoakNews>
    endSoak(): void
  }
}

let pair: Pair
let meter: PauseMeter
const ends: (() => void)[] = []
const noNews = () => ({ states: [] as string[], events: [] as SideEvent[], users: [] as SoakNews['users'] })
let news = noNews()
let errors: string[] = []
addEventListener('error', ({ message }) => errors.push(message))
addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)))

window.startSoak = async () => {
  const [a, b] = await Promise.all([makeSide('a'), makeSide('b')])
  pair = connectPair(a.pc, b.pc, { signallingDelay: 15 })
  meter = startPauseMeter([a.pc, b.pc])
  await Promise.all([untilConnected(a.pc), untilConnected(b.pc)])
  a.keep()
  b.keep()
}

window.soakNews = async () => {
  const connections = [pair.a, pair.b]
  const relayed = await Promise.all(connections.map(isRelayed))
  const told = {
    ...news,
    errors,
    isRelayOnly:
      relayed.every(Boolean) && connections.every((pc) => pc.getConfiguration().iceTransportPolicy === 'relay'),
    sinceReceived: performance.now() - Math.min(...meter.lastReceived()),
    largestPause: meter.largestPause(),
  }
  news = noNews()
  errors = []
  return told
}

window.endSoak = () => {
  for (const end of ends) end()
  meter.stop()
  pair.close()
}

async function makeSide(side: Side) {
  const client = createIceClient(async () => {
    const answer = (await fetchServers(side)) as { iceServers: RTCIceServer[] }
    for (const user of new Set(answer.iceServers.map(({ username }) => username))) {
      if (user) news.users.push({ side, user })
    }
    return answer
  })
  const pc = new RTCPeerConnection({ iceServers: await client.getIceServers(), iceTransportPolicy: 'relay' })
  pc.addEventListener('connectionstatechange', () => news.states.push(pc.connectionState))
  return { pc, keep: () => ends.push(keepFresh(pc, client, { onEvent: (event) => note(side, event) })) }
}

function note(side: Side, event: KeepFreshEvent) {
  if (event.type === 'failed') errors.push(`failed to ${event.doing}: ${event.error}`)
  if (event.type === 'restart-unanswered') errors.push(event.message)
  // An error in it might not be a plain value, and would not reach the other end.
  if (event.type === 'applied' || event.type === 'moved' || event.type === 'restarting') {
    news.events.push({ side, ...event })
    return
  }
  news.events.push({ side, type: event.type })
}
