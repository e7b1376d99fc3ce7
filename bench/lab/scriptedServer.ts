import type { World } from './world.ts'

/** What the endpoint does. */
export interface Script {
  /** The HTTP status of the answer to a request at this time, in seconds since the run began. @default always 200 */
  status?: (time: number) => number
  /** In seconds, with every answer that is no 200. */
  retryAfter?: number
  /** What a 200 tells about the end: the relative `ttl` and the absolute `expiresAt`, the first alone, or never. */
  tells?: 'both' | 'ttl' | 'never'
  /** Whether requests are never answered. */
  isHanging?: boolean
}

/** An endpoint that hands out TURN credentials, and knows when each of them really ends. */
export interface ScriptedServer {
  /** When each request came, in seconds since the run began. */
  requests: number[]
  /** How many requests were aborted by the page. */
  aborted(): number
  /** Whether one of these is a credential past its end, or whether one lives. */
  judge(iceServers: RTCIceServer[] | undefined): 'expired' | 'live' | 'without'
  /** Whether a credential that was delivered lives still. */
  hasDeliveredLive(): boolean
}

/** The lifetime of a credential, in seconds. */
export const TTL = 600
/** From a request to its answer, in milliseconds. */
export const LATENCY = 150
/** Until a request fails while offline: browsers do not even try. */
const OFFLINE_LATENCY = 1
const NEVER = new Date(8.64e15).toISOString()

/** Puts a scripted endpoint in the place of `fetch`. */
export function createScriptedServer(world: World, script: Script): ScriptedServer {
  const start = world.now()
  const ends = new Map<string, number>()
  const requests: number[] = []
  let delivered = Number.NEGATIVE_INFINITY
  let aborted = 0

  function answer(): () => Response {
    const status = script.status?.((world.now() - start) / 1000) ?? 200
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      date: new Date(world.now()).toUTCString(),
    }
    if (status !== 200) {
      if (script.retryAfter !== undefined) headers['retry-after'] = String(script.retryAfter)
      return () => new Response('{}', { status, headers })
    }
    if (script.tells === 'never') {
      const body = { iceServers: [{ urls: 'stun:stun.example:3478' }], expiresAt: NEVER }
      return () => Response.json(body, { headers })
    }
    // The life starts when the request arrives, which is at once: the strictest a server can be.
    const end = world.now() + TTL * 1000
    const username = `user-${requests.length}`
    ends.set(username, end)
    const iceServers = [
      { urls: 'stun:stun.example:3478' },
      { urls: ['turn:turn.example:3478?transport=udp'], username, credential: 'secret' },
    ]
    const expiresAt = script.tells === 'ttl' ? undefined : new Date(end).toISOString()
    return () => {
      delivered = Math.max(delivered, end)
      return Response.json({ iceServers, ttl: TTL, expiresAt }, { headers })
    }
  }

  globalThis.fetch = (_input, { signal } = {}) =>
    new Promise<Response>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      requests.push((world.now() - start) / 1000)
      const isOnline = world.page.isOnline()
      const respond = isOnline ? answer() : undefined
      let isOver = false
      const arrive = () => {
        isOver = true
        if (respond) resolve(respond())
        else reject(new TypeError('Failed to fetch'))
      }
      const timer = script.isHanging ? undefined : setTimeout(arrive, isOnline ? LATENCY : OFFLINE_LATENCY)
      signal?.addEventListener('abort', () => {
        if (isOver) return
        isOver = true
        aborted += 1
        clearTimeout(timer)
        reject(signal.reason)
      })
    })

  return {
    requests,
    aborted: () => aborted,
    judge(iceServers = []) {
      const known = iceServers.flatMap(({ username }) => ends.get(username ?? '') ?? [])
      if (known.length === 0) return 'without'
      return known.every((end) => end > world.now()) ? 'live' : 'expired'
    },
    hasDeliveredLive: () => delivered > world.now(),
  }
}
