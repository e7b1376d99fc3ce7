/** What goes wrong on purpose. Everything may be changed at any time and holds from then on. */
export interface Faults {
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
   * What every call of the HTTP API meets.
   * @default {}
   */
  api: ApiFaults
}

export interface ApiFaults {
  /** Answer every call with this status, 200 to 599, and do nothing. */
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
}

/** Nothing goes wrong. */
export function createFaults(): Faults {
  return { relayDelay: 0, relayLoss: 0, api: {} }
}
