import type { IceUrl } from './answer/iceUrl.ts'
import type { IceServersError } from './errors.ts'
import type { IceEvent } from './iceEvent.ts'
import type { Platform } from './platform.ts'
import type { RefreshReason } from './refreshReason.ts'
import type { Share } from './share.ts'

/** Fetches one answer. The result is any shape `parseIceServers` understands. */
export type FetchIceServers = (context: { signal: AbortSignal; reason: RefreshReason }) => Promise<unknown>

interface IceStateBase {
  /** Whether a request is under way. */
  readonly isRefreshing: boolean
  /** What the last try failed with, beside the servers and never instead of them. */
  readonly error: IceServersError | undefined
  /** When the next automatic try is due, in milliseconds since the epoch. */
  readonly nextAttemptAt: number | undefined
}

interface IceStateWithout extends IceStateBase {
  /** Only `fallback`, where one is given. */
  readonly iceServers: RTCIceServer[] | undefined
  readonly expiresAt: undefined
  readonly refreshAt: undefined
  readonly updatedAt: undefined
}

interface IceStateWith extends IceStateBase {
  readonly iceServers: RTCIceServer[]
  /** When the servers run out, in milliseconds since the epoch; Infinity = never. */
  readonly expiresAt: number
  /** When they are to be renewed, in milliseconds since the epoch; Infinity = never. */
  readonly refreshAt: number
  /** When the request that brought them started, in milliseconds since the epoch. */
  readonly updatedAt: number
}

/**
 * What is known, as one immutable object:
 * - `pending`: no answer yet
 * - `unavailable`: no answer yet, and the last try failed
 * - `fresh`: usable
 * - `stale`: usable, but past its refresh time, and a try has failed or nobody wanted servers
 * - `expired`: ran out before a refresh came; only servers without credentials, or `fallback`, are left
 *
 * `iceServers` never holds an expired credential.
 */
export type IceState =
  | (IceStateWithout & { readonly status: 'pending' })
  | (IceStateWithout & { readonly status: 'unavailable'; readonly error: IceServersError })
  | (IceStateWith & { readonly status: 'fresh' | 'stale' | 'expired' })

export interface IceClient {
  /**
   * Servers that live long enough: from memory when they do, else fetched, once for all callers. An answer that lives
   * shorter than asked is resolved with all the same.
   *
   * @param options.minValidity the life they must have left, in milliseconds. @default min(10 s, life / 20)
   * @param options.signal ends this caller's wait, and nobody else's
   * @throws IceServersError when there is nothing usable and two tries have failed
   */
  getIceServers(options?: {
    minValidity?: number | undefined
    signal?: AbortSignal | undefined
  }): Promise<RTCIceServer[]>
  /**
   * Fetches now, or joins the request under way. While the server's Retry-After runs it rejects at once.
   *
   * @param options.force starts a new request regardless. @default false
   * @param options.signal ends this caller's wait, and nobody else's
   * @throws IceServersError when the request fails, with `retryAt` where the server named a time
   */
  refresh(options?: { force?: boolean | undefined; signal?: AbortSignal | undefined }): Promise<RTCIceServer[]>
  /** The state now: the same object until something in it changes. */
  getState(): IceState
  /** Calls the listener after every change. Having a subscriber is what keeps the servers fresh. Returns its end. */
  subscribe(listener: (state: IceState) => void): () => void
  /** Forgets everything and ends the request under way: for logout. Nothing is fetched until somebody asks again. */
  clear(): void
}

export interface IceClientOptions {
  /** Request headers, or a function that is asked before each try. For a URL source. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined
  /** Whether cookies are sent. For a URL source. @default 'same-origin' */
  credentials?: RequestCredentials | undefined
  /** @default 'GET' */
  method?: string | undefined
  /** The request body. For a URL source. */
  body?: BodyInit | undefined
  /** How long one try may take, in milliseconds. @default life / 20, at least 3 s and at most 10 s */
  timeout?: number | undefined
  /** The life to assume, in seconds, when the answer tells none. @default 3600 with credentials, endless without */
  ttl?: number | undefined
  /** Which URLs of an answer to use: those for which it answers true. @default all */
  filter?: ((url: IceUrl) => boolean) | undefined
  /**
   * How many URLs of an answer to use at most: one of each kind before a second of any (TURN over UDP, TCP, TLS, STUN), on
   * the ports that networks let through best. Browsers slow down from the fifth server on. @default no limit
   */
  maxUrls?: number | undefined
  /** What to show and to hand out while there are no servers. */
  fallback?: RTCIceServer[] | undefined
  /** Stay fresh without subscribers, from the first call or subscriber until `clear()`. @default false */
  keepAlive?: boolean | undefined
  /**
   * An answer that a server rendered into the page, in any shape that `parseIceServers` reads: no request is made while it
   * lives. Its `ttl` counts from the start of the navigation, and the earlier of that and its `expiresAt` holds. One that
   * has run out or cannot be read is ignored.
   */
  initial?: unknown
  /** One request for all tabs of a user: `shareAcrossTabs({ key })` of `@freshice/core/tabs`. @default each on its own */
  share?: Share | undefined
  /** Told what happens, for telemetry. */
  onEvent?: ((event: IceEvent) => void) | undefined
  /** Stand-ins for the browser. @default the page's own */
  platform?: Partial<Platform> | undefined
}
