import { connectPair } from '../../../e2e/page/connectPair.ts'
import { untilConnected } from '../../../e2e/page/untilConnected.ts'

declare global {
  interface Window {
    /** Megabytes (10^6 bytes) a second through one relayed data channel. */
    flood: typeof flood
  }
}

window.flood = flood

/** What may wait in the channel, in bytes: enough that it never runs dry. */
const most = 1_000_000
const message = new Uint8Array(16_384)

async function flood(iceServers: RTCIceServer[], { warmUp, watched }: { warmUp: number; watched: number }) {
  const configuration: RTCConfiguration = { iceServers, iceTransportPolicy: 'relay' }
  const [a, b] = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)]
  const [from, to] = [a, b].map((pc) => pc.createDataChannel('flood', { negotiated: true, id: 0 })) as [
    RTCDataChannel,
    RTCDataChannel,
  ]
  const pair = connectPair(a, b, { signallingDelay: 0, offers: 'none' })
  await Promise.all([untilConnected(a), untilConnected(b)])
  let received = 0
  to.binaryType = 'arraybuffer'
  to.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
    received += data.byteLength
  }
  const send = () => {
    while (from.bufferedAmount < most) from.send(message)
  }
  from.bufferedAmountLowThreshold = most / 2
  from.onbufferedamountlow = send
  if (from.readyState !== 'open') await new Promise((resolve) => from.addEventListener('open', resolve))
  send()
  await new Promise((resolve) => setTimeout(resolve, warmUp))
  const before = received
  const begun = performance.now()
  await new Promise((resolve) => setTimeout(resolve, watched))
  const rate = (received - before) / 1000 / (performance.now() - begun)
  from.onbufferedamountlow = null
  pair.close()
  return rate
}
