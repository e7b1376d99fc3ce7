import { createIceClient, keepFresh } from '@freshice/core'
import type { Side } from './connectCall.ts'
import type { Way } from './way.ts'

/** A client for each side, which keeps its connection fresh. No option is set. */
export const freshice: Way = async (stage) => {
  const client = (side: Side) => createIceClient(() => stage.ask(side))
  const clients = { a: client('a'), b: client('b') }
  const [a, b] = await Promise.all([clients.a.getIceServers(), clients.b.getIceServers()])
  const call = stage.connect({ a, b })
  const onEvent = ({ type }: { type: string }) => {
    if (type === 'restarting') stage.noteRotation()
  }
  const stops = [keepFresh(call.a, clients.a, { onEvent }), keepFresh(call.b, clients.b, { onEvent })]
  return () => {
    for (const stop of stops) stop()
  }
}
