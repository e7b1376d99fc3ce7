import type { Contender } from './contender.ts'
import { createScriptedServer, type Script, type ScriptedServer } from './scriptedServer.ts'
import { standInConnection } from './standInConnection.ts'
import type { World } from './world.ts'

/** One contender on one endpoint. Times are in seconds. */
export interface Lab {
  world: World
  server: ScriptedServer
  /** Starts the endpoint, and mounts the contender on it. */
  start(options?: StartOptions): void
  unmount(): void
  /** Lets time pass. */
  wait(time: number): Promise<void>
  /** Lets time pass, and looks once a second at what is rendered. */
  watch(time: number): Promise<Watched>
  /** The time until a credential that lives is rendered, looking once a second. */
  untilLive(): Promise<number>
  /** How many requests began from then on until now. */
  requestsSince(time: number): number
}

export interface StartOptions extends Script {
  /** @default 1 */
  consumers?: number
  /** Whether the page has a live connection. @default false */
  isInCall?: boolean
}

/** In seconds, as there was a look in each. */
export interface Watched {
  /** A credential past its true end was rendered. */
  expired: number
  /** No credential was rendered, although one that was delivered lives. */
  missing: number
}

/** Looks are in the middle of each second: so figures are rounded, and no look falls on the instant of a change. */
const HALF = 500
/** Whoever has not recovered after that many seconds never will. */
const PATIENCE = 4 * 3600

export function createLab(world: World, contender: Contender): Lab {
  let server: ScriptedServer | undefined
  let shown: RTCIceServer[] | undefined
  let unmount: (() => void) | undefined

  const lab: Lab = {
    world,
    get server() {
      if (!server) throw new Error('Not started.')
      return server
    },
    start({ consumers = 1, isInCall = false, ...script } = {}) {
      server = createScriptedServer(world, script)
      unmount = contender.mount({
        url: '/api/ice-servers',
        consumers,
        connection: isInCall ? standInConnection() : undefined,
        show(iceServers) {
          shown = iceServers
        },
      })
    },
    unmount() {
      unmount?.()
      unmount = undefined
    },
    wait: (time) => world.advance(time * 1000),
    async watch(time) {
      const watched = { expired: 0, missing: 0 }
      for (let second = 0; second < time; second += 1) {
        await world.advance(HALF)
        const verdict = lab.server.judge(shown)
        if (verdict === 'expired') watched.expired += 1
        if (verdict === 'without' && lab.server.hasDeliveredLive()) watched.missing += 1
        await world.advance(HALF)
      }
      return watched
    },
    async untilLive() {
      for (let second = 0; second < PATIENCE; second += 1) {
        await world.advance(HALF)
        if (lab.server.judge(shown) === 'live') return second
        await world.advance(HALF)
      }
      return PATIENCE
    },
    requestsSince: (time) => lab.server.requests.filter((at) => at >= time).length,
  }
  return lab
}
