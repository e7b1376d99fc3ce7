/** Payload, without the headers of TURN, UDP and IP. */
export interface Traffic {
  packets: number
  bytes: number
}
