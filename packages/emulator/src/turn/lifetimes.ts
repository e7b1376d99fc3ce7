/** How long what a TURN server keeps lives without a refresh, in milliseconds. */
export interface Lifetimes {
  /**
   * An allocation whose client asks for nothing longer.
   * @default 600_000
   */
  allocation: number
  /**
   * The longest that a client may ask for.
   * @default 3_600_000
   */
  allocationMax: number
  /**
   * A permission to exchange packets with a peer address.
   * @default 300_000
   */
  permission: number
  /**
   * A binding of a channel number to a peer.
   * @default 600_000
   */
  channel: number
  /**
   * A nonce, after which requests get 438 with a new one.
   * @default 3_600_000
   */
  nonce: number
  /**
   * A TCP connection without an allocation.
   * @default 30_000
   */
  connection: number
}

/** The lifetimes of RFC 8656. */
export const defaultLifetimes: Lifetimes = {
  allocation: 600_000,
  allocationMax: 3_600_000,
  permission: 300_000,
  channel: 600_000,
  nonce: 3_600_000,
  connection: 30_000,
}

/** What is granted, in whole seconds: never less than the default, never more than the most. */
export function grantedLifetime(asked: number | undefined, { allocation, allocationMax }: Lifetimes): number {
  const most = Math.min((asked ?? 0) * 1000, allocationMax)
  return Math.ceil(Math.max(allocation, most) / 1000)
}
