/** What is known of a connection's trouble. Times are in milliseconds and count from the past to now. */
export interface TroubleFacts {
  /** Since it is `disconnected` or `failed`, in either of the two states that tell; undefined = it is not. */
  sinceTrouble: number | undefined
  /** Whether it is `failed`, in either of them. */
  hasFailed: boolean
  /** Restarts that were meant to end this trouble, and the time since the last of them. */
  repairs: number
  sinceRepair: number
}

/** What is known of a connection's last ICE restart, in milliseconds that count from the past to now. */
export interface RestartFacts {
  /** Since `restartIce()` was asked for and nothing came of it yet; Infinity = it was not. */
  sinceAsked: number
  /** Since the ICE ufrag changed; Infinity = never. */
  sinceChanged: number
  /** From the change of the ufrag until the selected pair carried it; undefined = not yet. */
  tookToFinish: number | undefined
}

/** What is known of one connection at one instant. Times are in milliseconds and count from the past to now. */
export interface ConnectionFacts extends TroubleFacts, RestartFacts {
  signalingState: RTCSignalingState
  /** Whether the client has no servers that came after the trouble began, or only refused ones. */
  needsServers: boolean
  /** Since the client was last asked for servers because of trouble, with any of its connections. */
  sinceRefresh: number
  /** ICE `connected` or `completed`. */
  isConnected: boolean
  hasLocalDescription: boolean
  /** Whether the client has a generation that is not applied yet. */
  hasNewer: boolean
  /** Of the generation the connection runs on. */
  age: number
  lifetime: number
  isRefused: boolean
  /** Whether a newer one is applied. */
  isOutdated: boolean
  /** The gathering under way was refused by a TURN server and has found no candidate: nothing can come of it. */
  isDoomed: boolean
  /** 0 for the side that goes first, 1 for the other. */
  role: number
  sinceApplied: number
  /** Since another connection of the same client restarted. */
  sinceOtherRestart: number
  /** How many connections the client has. */
  connections: number
  /** What the selected pair runs over; undefined = not looked yet. */
  path: 'relay' | 'direct' | 'unknown' | undefined
  restartIce: 'relayed' | 'always' | 'never'
}
