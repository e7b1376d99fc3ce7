import { fetchServers } from '../../../e2e/page/fetchServers.ts'
import { pageErrors } from '../../../e2e/page/pageErrors.ts'
import { untilConnected } from '../../../e2e/page/untilConnected.ts'
import { type Arrivals, createArrivals, type Stream } from './arrivals.ts'
import { type Call, connectCall } from './connectCall.ts'
import { freshice } from './freshice.ts'
import { startMedia } from './media.ts'
import { nothing } from './nothing.ts'
import { reconnectOnFailed } from './reconnectOnFailed.ts'
import type { Answer, Way } from './way.ts'

export type WayName = 'nothing' | 'reconnect on failed' | 'freshice'

/** What happened so far. Times are in milliseconds since the first request for a credential. */
export interface ArmReport {
  now: number
  arrivals: Record<Stream, number[]>
  /** When the call was moved to other credentials. */
  rotations: number[]
  /** When the endpoint was asked. */
  requests: number[]
  errors: string[]
}

declare global {
  interface Window {
    /** Resolves when the call is connected. */
    startArm(way: WayName): Promise<void>
    armReport(): ArmReport
    endArm(): void
  }
}

const WAYS: Record<WayName, Way> = { nothing, 'reconnect on failed': reconnectOnFailed, freshice }
const errors = pageErrors()
const rotations: number[] = []
const requests: number[] = []
const ends: (() => void)[] = []
let arrivals: Arrivals
let call: Call | undefined

window.startArm = async (name) => {
  const media = await startMedia()
  const ticker = new Worker('/ticker.js', { type: 'module' })
  arrivals = createArrivals()
  ticker.onmessage = () => {
    arrivals.note('page')
    media.tick()
    call?.tick()
  }
  const end = await WAYS[name]({
    ask(side) {
      requests.push(arrivals.now())
      return fetchServers(side) as Promise<Answer>
    },
    connect(servers) {
      call?.close()
      call = connectCall(servers, media, arrivals)
      return call
    },
    noteRotation: () => rotations.push(arrivals.now()),
  })
  ends.push(end, () => call?.close(), ticker.terminate.bind(ticker), media.stop)
  if (call) await Promise.all([untilConnected(call.a), untilConnected(call.b)])
}

window.armReport = () => ({ now: arrivals.now(), arrivals: arrivals.all(), rotations, requests, errors })

window.endArm = () => {
  for (const end of ends) end()
}
