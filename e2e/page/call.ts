import { createIceClient, type KeepFreshEvent } from '@freshice/core'
import type { CallOptions, CallReport, SideName } from './callOptions.ts'
import { connectPair, type Pair } from './connectPair.ts'
import { fetchServers } from './fetchServers.ts'
import { isRelayed } from './isRelayed.ts'
import { pageErrors } from './pageErrors.ts'
import { type PauseMeter, startPauseMeter } from './pauseMeter.ts'
import { createSide, keepSide, messageOf, type Side } from './side.ts'
import { untilConnected } from './untilConnected.ts'

const errors = pageErrors()
const states: string[] = []
const events: CallReport['events'] = []
const offers: CallReport['offers'] = []
const ends: (() => void)[] = []
const gatherings: Record<SideName, Set<string>> = { a: new Set(), b: new Set() }
let sides: Record<SideName, Side>
let pair: Pair
let meter: PauseMeter
let began: number

const time = () => performance.now() - began

window.startCall = async (options) => {
  const { share = false, configuration = { iceTransportPolicy: 'relay' }, signallingDelay = 15 } = options
  began = performance.now()
  let release: (() => void) | undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let requestsOfB = 0
  const clientA = createIceClient(() => fetchServers(share ? 'both' : 'a'))
  const fetchB = async () => {
    requestsOfB += 1
    if (requestsOfB === 2 && options.holdB !== undefined) await held
    return fetchServers('b')
  }
  const clientB = share ? clientA : createIceClient(fetchB, { timeout: 20_000 })
  const [a, b] = await Promise.all([createSide(clientA, configuration), createSide(clientB, configuration)])
  sides = { a, b }
  for (const { pc } of [a, b]) pc.addEventListener('connectionstatechange', () => states.push(pc.connectionState))

  pair = connectPair(a.pc, b.pc, {
    signallingDelay,
    answerDelay: options.answerDelay,
    batch: options.batch,
    offers: options.offers,
    onDescription(side, { type, sdp = '' }) {
      for (const [, ufrag = ''] of sdp.matchAll(/^a=ice-ufrag:(\S+)/gm)) gatherings[side].add(ufrag)
      if (type !== 'offer') return
      offers.push({ at: time(), side, gatherings: gatherings[side].size })
      if (offers.filter((offer) => offer.side === 'a').length < 2 || side !== 'a') return
      if (options.holdB !== undefined) setTimeout(() => release?.(), options.holdB)
      if (options.refreshOnOffer) a.client.refresh({ force: true }).catch((error) => errors.push(String(error)))
    },
  })
  meter = startPauseMeter([a.pc, b.pc])
  await Promise.all([untilConnected(a.pc), untilConnected(b.pc)])
  ends.push(keep('a', options), keep('b', options))
}

function keep(side: SideName, options: CallOptions): () => void {
  const asksTheOther = options.offers === 'a' && side === 'b'
  const keeper = (side === 'b' && options.withB) || options.with
  return keepSide(sides[side], keeper, {
    polite: options.polite?.[side],
    restartIce: options.restartIce,
    restart: asksTheOther ? () => pair.askForRestart(side) : undefined,
    onEvent: (event) => note(side, event, options),
  })
}

function note(side: SideName, event: KeepFreshEvent, { addsTransceiver }: CallOptions) {
  events.push({ at: time(), side, type: event.type, message: messageOf(event) })
  const isFirst = events.filter(({ type }) => type === 'restarting').length === 1
  if (side === 'a' && event.type === 'restarting' && isFirst && addsTransceiver) {
    window.act(addsTransceiver, 'addTransceiver')
  }
}

window.act = (side, what) => {
  if (what === 'restartIce') pair[side].restartIce()
  else pair[side].addTransceiver('audio')
}

window.until = (wanted) => new Promise((resolve) => setTimeout(resolve, wanted - time()))

window.report = async () => ({
  now: time(),
  lastReceived: meter.lastReceived().map((at) => at - began),
  largestPause: meter.largestPause(),
  pauses: meter.pauses().map(({ from, to }) => ({ from: from - began, to: to - began })),
  states,
  relayed: await Promise.all([isRelayed(pair.a), isRelayed(pair.b)]),
  users: [sides.a.users, sides.b.users],
  offers,
  events,
  errors,
})

window.endCall = () => {
  for (const end of ends) end()
  meter?.stop()
  pair?.close()
}
