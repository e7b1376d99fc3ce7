import { createIceClient, type KeepFreshEvent, keepFresh } from '@freshice/core'
import { connectPair } from './connectPair.ts'
import { fetchServers } from './fetchServers.ts'
import { untilConnected } from './untilConnected.ts'

declare global {
  interface Window {
    /** Has so many calls, closes them, and forgets them; their client stays. */
    haveCalls(count: number): Promise<void>
    /** How many of their connections are still in memory. */
    remembered(): number
    /** How many have told that they ended. */
    ended(): number
  }
}

const client = createIceClient(() => fetchServers('both'))
const connections: WeakRef<RTCPeerConnection>[] = []
const events: KeepFreshEvent[] = []
client.subscribe(() => {})

window.haveCalls = async (count) => {
  for (let calls = 0; calls < count; calls += 1) await haveCall()
}

async function haveCall() {
  const configuration: RTCConfiguration = { iceServers: await client.getIceServers(), iceTransportPolicy: 'relay' }
  const [a, b] = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)]
  const pair = connectPair(a, b, { signallingDelay: 0 })
  a.createDataChannel('any')
  for (const pc of [a, b]) {
    connections.push(new WeakRef(pc))
    // Its end is thrown away: close() alone has to do.
    keepFresh(pc, client, { onEvent: (event) => events.push(event) })
  }
  await Promise.all([untilConnected(a), untilConnected(b)])
  pair.close()
}

window.remembered = () => connections.filter((connection) => connection.deref()).length
window.ended = () => events.filter(({ type }) => type === 'ended').length
