import type { KeepFreshEvent } from '@freshice/core'

export type SideName = 'a' | 'b'

/** What keeps one side of a call alive: nothing, `setConfiguration` alone, freshice, or an app that restarts ICE by itself. */
export type Keeper = 'nothing' | 'setConfiguration' | 'freshice' | 'app'

export interface CallOptions {
  with: Keeper
  /** What keeps side b, where it differs. */
  withB?: Keeper
  /** Whether both sides use one client, so that their credentials start in the same instant. @default false */
  share?: boolean
  /** What the connections are made with beside their servers. @default { iceTransportPolicy: 'relay' } */
  configuration?: RTCConfiguration
  /** How long a signalling message takes, in milliseconds. @default 15 */
  signallingDelay?: number
  /** The same for answers and candidates from b to a. @default signallingDelay */
  answerDelay?: number
  /** Messages are handed over only so often, in milliseconds, and then all at once. @default each when it comes */
  batch?: number
  /** Whose app has a handler of `negotiationneeded`; with none, one offer is made by hand. @default 'both' */
  offers?: 'both' | 'a' | 'none'
  /** `polite` of keepFresh for each side. @default undefined */
  polite?: { a: boolean; b: boolean }
  /** `restartIce` of keepFresh for both sides. */
  restartIce?: 'relayed' | 'always' | 'never'
  /** Hold back side b's next credential until this long after side a's restart offer, in milliseconds. */
  holdB?: number
  /** Refresh side a's client when it sends a restart offer. */
  refreshOnOffer?: boolean
  /** The side that adds a transceiver in the moment in which side a asks for a restart, the first time. */
  addsTransceiver?: SideName
}

/** What happened so far. Times are in milliseconds and count from the request for the first credential. */
export interface CallReport {
  now: number
  /** At each side. */
  lastReceived: number[]
  largestPause: number
  pauses: { from: number; to: number }[]
  /** Every state either connection went through, in order. */
  states: string[]
  /** Whether each side's selected pair relays. */
  relayed: boolean[]
  /** The TURN users each side was given. */
  users: string[][]
  /** When each side sent an offer, and with how many ICE gatherings so far. */
  offers: { at: number; side: SideName; gatherings: number }[]
  events: { at: number; side: SideName; type: KeepFreshEvent['type']; message: string | undefined }[]
  errors: string[]
}

declare global {
  interface Window {
    startCall(options: CallOptions): Promise<void>
    /** Resolves so many milliseconds after the request for the first credential. */
    until(time: number): Promise<void>
    report(): Promise<CallReport>
    /** What an app does by itself in the middle of a call. */
    act(side: SideName, what: 'addTransceiver' | 'restartIce'): void
    endCall(): void
  }
}
