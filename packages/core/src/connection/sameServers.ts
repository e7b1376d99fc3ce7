/** Whether two lists are equal: setting an equal one does nothing, a different one makes the next offer an ICE restart. */
export function areEqual(a: RTCIceServer[], b: RTCIceServer[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/**
 * Whether a connection's configuration comes from these servers. Browsers echo it with members of their own, so the TURN
 * users are compared, and the URLs where there are none.
 */
export function comesFrom(configured: RTCIceServer[] | undefined, iceServers: RTCIceServer[]): boolean {
  return String(marks(configured ?? [])) === String(marks(iceServers))
}

function marks(iceServers: RTCIceServer[]): string[] {
  const users = iceServers.flatMap(({ username }) => username || [])
  const names = users.length > 0 ? users : iceServers.flatMap(({ urls }) => urls)
  return [...new Set(names)].sort()
}
