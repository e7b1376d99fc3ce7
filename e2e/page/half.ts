import { createIceClient, type KeepFreshEvent, keepFresh } from '@freshice/core'
import type { SideName } from './callOptions.ts'
import { fetchServers } from './fetchServers.ts'
import { isRelayed } from './isRelayed.ts'
import { type Message, negotiate } from './negotiate.ts'
import { pageErrors } from './pageErrors.ts'
import { type PauseMeter, startPauseMeter } from './pauseMeter.ts'
import { untilConnected } from './untilConnected.ts'

/** One half of a call whose other half is in another browser. */
export interface HalfReport {
  events: { at: number; type: KeepFreshEvent['type'] }[]
  states: string[]
  largestPause: number
  isRelayed: boolean
  errors: string[]
}

declare global {
  interface Window {
    /** Resolves when it hears what the other half says. */
    listenAs(side: SideName): Promise<void>
    /** Resolves when the halves are connected. Each message takes so many milliseconds more. */
    startHalf(signallingDelay: number): Promise<void>
    untilHalf(time: number): Promise<void>
    halfReport(): Promise<HalfReport>
  }
}

const errors = pageErrors()
const events: HalfReport['events'] = []
const states: string[] = []
let side: SideName
let ear: EventSource
let pc: RTCPeerConnection
let meter: PauseMeter
let began: number

window.listenAs = (name) => {
  side = name
  ear = new EventSource(`/signal/${side}`)
  return new Promise((resolve) => ear.addEventListener('ready', () => resolve(), { once: true }))
}

window.startHalf = async (signallingDelay) => {
  began = performance.now()
  const client = createIceClient(() => fetchServers(side))
  const heard: Message[] = []
  // The other half may be first.
  ear.onmessage = ({ data }) => heard.push(JSON.parse(data))
  pc = new RTCPeerConnection({ iceServers: await client.getIceServers(), iceTransportPolicy: 'relay' })
  pc.addEventListener('connectionstatechange', () => states.push(pc.connectionState))
  const send = sender(`/signal/${side === 'a' ? 'b' : 'a'}`)
  const hear = negotiate(pc, {
    polite: side === 'b',
    send: (message) => setTimeout(() => send(message), signallingDelay),
  })
  ear.onmessage = ({ data }) => hear(JSON.parse(data))
  for (const message of heard) hear(message)
  meter = startPauseMeter([pc])
  await untilConnected(pc)
  keepFresh(pc, client, { onEvent: ({ type }) => events.push({ at: performance.now() - began, type }) })
}

/** One after the other, so that they arrive in order. */
function sender(url: string): (message: Message) => void {
  let sending: Promise<unknown> = Promise.resolve()
  return (message) => {
    sending = sending.then(() => fetch(url, { method: 'POST', body: JSON.stringify(message) }))
  }
}

window.untilHalf = (time) => new Promise((resolve) => setTimeout(resolve, began + time - performance.now()))

window.halfReport = async () => ({
  events,
  states,
  largestPause: meter.largestPause(),
  isRelayed: await isRelayed(pc),
  errors,
})
