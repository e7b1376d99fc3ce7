import { keepFresh } from '@freshice/core'
import { connectPair } from '../../page/connectPair.ts'
import { perfectNegotiation, type Signal } from '../perfectNegotiation.ts'
import { makeChannel } from './channel.ts'
import { makeClient, makeConnection, recipe } from './recipe.ts'
import { openLine, startTalk } from './talk.ts'

/** How long a signal takes, in milliseconds: long enough for the other side to make an offer meanwhile. */
const DELAY = 100

/** Our restart offer arrives while the polite side has a plain offer out. */
recipe(async (note) => {
  const clientA = makeClient('a')
  // Its servers stay the same, or its offer would be a restart too.
  const clientB = makeClient('b', '/api/long-ice-servers')
  const [a, b] = await Promise.all([makeConnection(clientA), makeConnection(clientB)])

  function onOfferOfA() {
    if (!a.currentLocalDescription || b.getTransceivers().length > 0) return
    const transceiver = b.addTransceiver('audio')
    setTimeout(() => note(b.signalingState), DELAY)
    b.addEventListener('signalingstatechange', () => {
      if (b.signalingState === 'stable' && transceiver.currentDirection) note('answered')
    })
  }

  if (location.search === '?without-cure') {
    connectPair(a, b, {
      signallingDelay: DELAY,
      onDescription(side, { type }) {
        if (side === 'a' && type === 'offer') onOfferOfA()
      },
    })
    keepFresh(a, clientA, { polite: false })
  } else {
    const signalling = makeChannel<Signal, Signal>(DELAY)
    const fromA = (signal: Signal) => {
      if (signal.description?.type === 'offer') onOfferOfA()
      signalling.fromA(signal)
    }
    signalling.connect({
      a: perfectNegotiation(a, clientA, { polite: false, send: fromA }),
      b: perfectNegotiation(b, clientB, { polite: true, send: signalling.fromB }),
    })
  }
  return { connections: [a, b], talk: startTalk(await Promise.all([openLine(a), openLine(b)])) }
})
