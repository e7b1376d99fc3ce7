import type { IceClient } from '../iceClient.ts'
import { callOut } from '../platform.ts'
import { createCarryOver } from './carryOver.ts'
import { internalsOf } from './internals.ts'
import type { KeepFreshEvent, KeepFreshOptions } from './keepFreshOptions.ts'

/** The longest time without a look, in milliseconds: close() fires no event. */
const LONGEST_NAP = 10_000

const EVENTS = ['signalingstatechange', 'icegatheringstatechange', 'iceconnectionstatechange', 'connectionstatechange']

/**
 * Keeps a live connection on servers that have not run out: puts newer ones into its configuration when it is quiet, and
 * moves it over to them by one ICE restart before the old ones end, if it relays. Returns its end.
 *
 * Needs a `negotiationneeded` handler in the app, as in perfect negotiation, or `options.restart`.
 *
 * @throws TypeError for anything but a connection and a client
 * @example
 * const stop = keepFresh(pc, client)
 */
export function keepFresh(pc: RTCPeerConnection, client: IceClient, options: KeepFreshOptions = {}): () => void {
  if (typeof pc?.setConfiguration !== 'function') throw new TypeError('keepFresh: pc must be an RTCPeerConnection.')
  if (typeof client?.getState !== 'function') throw new TypeError('keepFresh: client must come from createIceClient().')
  const internals = internalsOf(client)
  const { platform } = internals
  const carryOver = createCarryOver(pc, internals, options, emit, () => hasEnded)
  // Nothing below names `pc`: a connection that nobody else holds can be collected.
  const connection = new WeakRef(pc)
  let timer: unknown
  // Looks only once everything is set up: a client may call back while it is being subscribed to.
  let isLooking = true
  let isAsked = false
  let hasEnded = false

  /** Does what is due, then naps until something may be due again. One at a time: measuring takes a while. */
  async function look() {
    isAsked = true
    if (isLooking || hasEnded) return
    isLooking = true
    platform.clearTimeout(timer)
    let nap = LONGEST_NAP
    while (isAsked) {
      isAsked = false
      const live = connection.deref()
      if (!live || live.signalingState === 'closed') return end()
      nap = await carryOver.step(live).catch(unforeseen)
      if (hasEnded) return
    }
    isLooking = false
    // Rounded up: timers drop fractions, and would wake before the time has come, again and again.
    timer = platform.setTimeout(look, Math.ceil(Math.min(nap, LONGEST_NAP)))
  }

  function listen(live: RTCPeerConnection | undefined, change: 'addEventListener' | 'removeEventListener') {
    for (const type of EVENTS) live?.[change](type, look)
    live?.[change]('icecandidate', carryOver.onCandidate as EventListener)
    live?.[change]('icecandidateerror', onCandidateError as EventListener)
  }

  function onCandidateError(event: RTCPeerConnectionIceErrorEvent) {
    const live = connection.deref()
    if (!live) return
    carryOver.onCandidateError(live, event)
    look()
  }

  function unforeseen(error: unknown): number {
    emit({ type: 'failed', doing: 'look', error })
    return LONGEST_NAP
  }

  function emit(event: KeepFreshEvent) {
    if (hasEnded && event.type !== 'ended') return
    callOut(options.onEvent, event)
  }

  function end() {
    if (hasEnded) return
    hasEnded = true
    platform.clearTimeout(timer)
    listen(connection.deref(), 'removeEventListener')
    unsubscribe()
    leave()
    internals.kept -= 1
    emit({ type: 'ended' })
  }

  if (pc.signalingState === 'closed') {
    emit({ type: 'ended' })
    return () => {}
  }
  listen(pc, 'addEventListener')
  internals.kept += 1
  const leave = internals.keep()
  const unsubscribe = client.subscribe(look)
  isLooking = false
  look()
  return end
}
