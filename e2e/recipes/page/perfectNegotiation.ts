import { perfectNegotiation, type Signal } from '../perfectNegotiation.ts'
import { makeChannel } from './channel.ts'
import { makeClient, makeConnection, recipe } from './recipe.ts'
import { openLine, startTalk } from './talk.ts'

recipe(async () => {
  const [clientA, clientB] = [makeClient('a'), makeClient('b')]
  const [a, b] = await Promise.all([makeConnection(clientA), makeConnection(clientB)])
  const signalling = makeChannel<Signal, Signal>()
  signalling.connect({
    a: perfectNegotiation(a, clientA, { polite: false, send: signalling.fromA }),
    b: perfectNegotiation(b, clientB, { polite: true, send: signalling.fromB }),
  })
  return { connections: [a, b], talk: startTalk(await Promise.all([openLine(a), openLine(b)])) }
})
