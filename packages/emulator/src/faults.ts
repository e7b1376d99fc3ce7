/** What goes wrong on purpose. Everything may be changed at any time and holds from then on. */
export interface Faults extends FaultValues {
  /** Sets everything back: nothing goes wrong. */
  clear(): void
  /**
   * What a restart of the TURN server does: allocations, TCP connections and nonces are gone, credentials are not.
   * Resolves when it answers again.
   */
  restartTurn(options?: RestartOptions): Promise<void>
  /**
   * What a new shared secret of the TURN server does: no credential issued so far authenticates any more. Live
   * allocations relay on; their next Refresh gets 401 when expiry is strict, and is answered when it is lenient.
   */
  changeSecret(): void
}

export interface RestartOptions {
  /**
   * How long the server answers nothing, in milliseconds.
   * @default 0
   */
  downtime?: number | undefined
}

/** Each is checked when it is set: an EmulatorError says what it must be. */
export interface FaultValues {
  /**
   * Added to the way of each relayed packet, in either direction, in milliseconds.
   * @default 0
   */
  relayDelay: number
  /**
   * Share of the relayed packets that get lost, 0 to 1.
   * @default 0
   */
  relayLoss: number
  /**
   * What calls of the HTTP API meet.
   * @default {}
   */
  api: ApiFaults
  /**
   * What requests to the TURN server meet.
   * @default {}
   */
  turn: TurnFaults
}

export interface Extent {
  /**
   * For this many and no more; counts down to 0.
   * @default no limit
   */
  next?: number | undefined
  /**
   * For this share of them, 0 to 1, by chance.
   * @default 1
   */
  share?: number | undefined
}

export interface ApiFaults extends Extent {
  /** Answer with this status, 200 to 599, and do nothing. */
  status?: number | undefined
  /**
   * Do not answer until the client goes away or this is false again.
   * @default false
   */
  hang?: boolean | undefined
  /**
   * Wait before anything else, in milliseconds.
   * @default 0
   */
  delay?: number | undefined
  /**
   * Answer with half of the body, then break the connection off.
   * @default false
   */
  cutOff?: boolean | undefined
}

export interface TurnFaults extends Extent {
  /** Refuse with this STUN error code, 300 to 699. Only who has a good credential meets it. */
  refuse?: number | undefined
  /**
   * Give no answer at all.
   * @default false
   */
  ignore?: boolean | undefined
  /**
   * Which requests meet it.
   * @default ['allocate']
   */
  methods?: readonly TurnMethod[] | undefined
}

export type TurnMethod = 'allocate' | 'refresh' | 'createPermission' | 'channelBind'

/** Whether this one meets the fault; counts it if so. */
export function isMet(extent: Extent): boolean {
  if (extent.next === 0) return false
  if (extent.share !== undefined && Math.random() >= extent.share) return false
  if (extent.next !== undefined) extent.next -= 1
  return true
}
