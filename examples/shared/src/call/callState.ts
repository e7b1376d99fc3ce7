export type CallState = 'idle' | 'connecting' | 'connected' | 'failed'

type Connection = Pick<RTCPeerConnection, 'connectionState' | 'iceConnectionState'>

/** The state of the whole call. A passing `disconnected` changes nothing: the call is connected until it fails. */
export function callState(before: CallState, connections: Connection[]): CallState {
  if (connections.some(hasFailed)) return 'failed'
  if (connections.every(({ connectionState }) => connectionState === 'connected')) return 'connected'
  return before
}

/** Browsers do not agree on which of the two states tells. */
function hasFailed({ connectionState, iceConnectionState }: Connection): boolean {
  return connectionState === 'failed' || iceConnectionState === 'failed'
}
