import { createIceClient, type IceClient, keepFresh } from '@freshice/core'
import { connectPair } from '../../../e2e/page/connectPair.ts'
import { fetchServers } from '../../../e2e/page/fetchServers.ts'
import { isRelayed } from '../../../e2e/page/isRelayed.ts'
import { pageErrors } from '../../../e2e/page/pageErrors.ts'

export type WayName = 'cold' | 'prefetched' | 'prefetched, pool'

export interface ColdstartReport {
  /** From the click until the other end had the first message, in milliseconds. */
  time: number
  /** How often the endpoint was asked by the one who clicks: before the click, and in all. */
  requestsBefore: number
  requests: number
  /** The TURN user of the one who clicks. */
  user: string
  isRelayed: boolean
  /** What that connection says of its own pool. */
  pool: number | undefined
  errors: string[]
}

declare global {
  interface Window {
    /** What happens before the click; resolves when it comes. */
    beforeClick(way: WayName, turnUrl: string): Promise<void>
    click(): Promise<ColdstartReport>
    endCall(): void
  }
}

/** How long before the click there is a reason to prefetch, in milliseconds. */
const AHEAD = 1000

const errors = pageErrors()
const ends: (() => void)[] = []
let requests = 0
let client: IceClient
let a: RTCPeerConnection | undefined
let b: RTCPeerConnection

window.beforeClick = async (way, turnUrl) => {
  /** The same credential, at the far end of the way. */
  const fetchFar = async (side: string) => {
    const { iceServers } = (await fetchServers(side)) as { iceServers: RTCIceServer[] }
    const { username = '', credential = '' } = iceServers.find(({ username }) => username) ?? {}
    return { iceServers: [{ urls: turnUrl, username, credential }], ttl: 600 }
  }
  // The other end is the same each time: it waits, with a pool where there are pools.
  b = await connect(
    createIceClient(() => fetchFar('b')),
    1,
  )
  client = createIceClient(() => {
    requests += 1
    return fetchFar('a')
  })
  const clickComes = new Promise((resolve) => setTimeout(resolve, AHEAD))
  if (way === 'prefetched') client.getIceServers().catch(() => {})
  if (way === 'prefetched, pool') a = await connect(client, 1)
  await clickComes
}

window.click = async () => {
  const requestsBefore = requests
  const clicked = performance.now()
  a ??= await connect(client, 0)
  connectPair(a, b, { signallingDelay: 15, offers: 'a' })
  const channel = a.createDataChannel('call')
  channel.onopen = () => channel.send('hello')
  const arrived = new Promise<number>((resolve) => {
    b.ondatachannel = ({ channel }) => {
      channel.onmessage = () => resolve(performance.now())
    }
  })
  const time = (await arrived) - clicked
  const { iceServers: [server] = [], iceCandidatePoolSize: pool } = a.getConfiguration()
  const relayed = (await isRelayed(a)) && (await isRelayed(b))
  return { time, requestsBefore, requests, user: server?.username ?? '', isRelayed: relayed, pool, errors }
}

window.endCall = () => {
  for (const end of ends) end()
}

async function connect(client: IceClient, iceCandidatePoolSize: number): Promise<RTCPeerConnection> {
  const iceServers = await client.getIceServers()
  const pc = new RTCPeerConnection({ iceServers, iceCandidatePoolSize, iceTransportPolicy: 'relay' })
  ends.push(keepFresh(pc, client), () => pc.close())
  return pc
}
