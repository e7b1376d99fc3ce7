import { createIceClient, type IceClient, type KeepFreshEvent, keepFresh } from '@freshice/core'
import { connectPair, type Pair } from './connectPair.ts'
import { type PauseMeter, startPauseMeter } from './pauseMeter.ts'

export interface CallOptions {
  /** What keeps the call alive: nothing, `setConfiguration` alone, or freshice. */
  with: 'nothing' | 'setConfiguration' | 'freshice'
  /** Whether both sides use one client, so that their credentials start in the same instant. @default false */
  share?: boolean
  /** How long a signalling message takes, in milliseconds. @default 15 */
  signallingDelay?: number
  /** `polite` of keepFresh for each side. @default undefined */
  polite?: { a: boolean; b: boolean }
  /** Hold back side b's next credential until this long after side a's restart offer, in milliseconds. */
  holdB?: number
  /** Refresh side a's client when it sends a restart offer. */
  refreshOnOffer?: boolean
}

/** What happened so far. Times are in milliseconds and count from the request for the first credential. */
export interface CallReport {
  now: number
  lastReceived: number
  largestPause: number
  /** Every state either connection went through, in order. */
  states: string[]
  /** Whether each side's selected pair relays. */
  relayed: boolean[]
  /** The TURN users each side was given. */
  users: string[][]
  events: { at: number; side: 'a' | 'b'; type: KeepFreshEvent['type'] }[]
  errors: string[]
}

declare global {
  interface Window {
    startCall(options: CallOptions): Promise<void>
    report(): Promise<CallReport>
    endCall(): void
  }
}

const errors: string[] = []
addEventListener('error', ({ message }) => errors.push(message))
addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)))

let pair: Pair
let meter: PauseMeter
let began: number
const states: string[] = []
const events: CallReport['events'] = []
const users: Record<'a' | 'b', string[]> = { a: [], b: [] }
const ends: (() => void)[] = []

window.startCall = async (options) => {
  began = performance.now()
  let release: (() => void) | undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let requestsOfB = 0
  const source = (side: string) => async () => {
    if (side === 'b') requestsOfB += 1
    if (side === 'b' && requestsOfB === 2 && options.holdB !== undefined) await held
    const response = await fetch(`/api/ice-servers?side=${side}`, { cache: 'no-store' })
    return response.json()
  }
  const a = createIceClient(source(options.share ? 'both' : 'a'))
  const b = options.share ? a : createIceClient(source('b'), { timeout: 20_000 })
  const [sideA, sideB] = await Promise.all([makeSide('a', a), makeSide('b', b)])

  let offersOfA = 0
  pair = connectPair(sideA, sideB, {
    signallingDelay: options.signallingDelay ?? 15,
    onDescription(side, { type }) {
      if (side !== 'a' || type !== 'offer') return
      offersOfA += 1
      if (offersOfA < 2) return
      if (options.holdB !== undefined) setTimeout(() => release?.(), options.holdB)
      if (options.refreshOnOffer) a.refresh({ force: true }).catch((error) => errors.push(String(error)))
    },
  })
  meter = startPauseMeter(sideA, sideB)
  await Promise.all([connected(sideA), connected(sideB)])
  if (options.with === 'nothing') return
  keep('a', sideA, a, options)
  keep('b', sideB, b, options)
}

window.report = async () => ({
  now: performance.now() - began,
  lastReceived: meter.lastReceived() - began,
  largestPause: meter.largestPause(),
  states,
  relayed: await Promise.all([isRelayed(pair.a), isRelayed(pair.b)]),
  users: [users.a, users.b],
  events,
  errors,
})

window.endCall = () => {
  for (const end of ends) end()
  meter.stop()
  pair.close()
}

async function makeSide(side: 'a' | 'b', client: IceClient) {
  const iceServers = await client.getIceServers()
  noteUser(side, iceServers)
  const pc = new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' })
  pc.addEventListener('connectionstatechange', () => states.push(pc.connectionState))
  return pc
}

function keep(side: 'a' | 'b', pc: RTCPeerConnection, client: IceClient, options: CallOptions) {
  ends.push(client.subscribe(({ iceServers = [] }) => noteUser(side, iceServers)))
  if (options.with === 'freshice') {
    const onEvent = ({ type }: KeepFreshEvent) => events.push({ at: performance.now() - began, side, type })
    ends.push(keepFresh(pc, client, { polite: options.polite?.[side], onEvent }))
    return
  }
  let last: RTCIceServer[] | undefined
  ends.push(
    client.subscribe(({ iceServers }) => {
      if (!iceServers || iceServers === last) return
      last = iceServers
      pc.setConfiguration({ ...pc.getConfiguration(), iceServers })
    }),
  )
}

function noteUser(side: 'a' | 'b', iceServers: RTCIceServer[]) {
  for (const { username } of iceServers) if (username && !users[side].includes(username)) users[side].push(username)
}

function connected(pc: RTCPeerConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (pc.connectionState === 'connected') resolve()
      if (pc.connectionState === 'failed') reject(new Error('The call did not connect.'))
    }
    pc.addEventListener('connectionstatechange', look)
    look()
  })
}

/** The lab's own look, apart from the library's. In the middle of a restart Firefox has no selected pair: then it waits for one. */
async function isRelayed(pc: RTCPeerConnection): Promise<boolean> {
  for (let tries = 0; tries < 30; tries += 1) {
    const stats = await pc.getStats()
    const transport = [...stats.values()].find(({ type }) => type === 'transport')
    const selected = stats.get(transport?.selectedCandidatePairId ?? '')
    const local = stats.get(selected?.localCandidateId ?? '')
    if (local) return local.candidateType === 'relay'
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}
