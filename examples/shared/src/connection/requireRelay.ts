/** Throws where a list has no TURN server: a call that goes through a relay only would wait for ever. */
export function requireRelay(iceServers: readonly RTCIceServer[]): void {
  if (iceServers.flatMap(({ urls }) => urls).some((url) => /^turns?:/i.test(url))) return
  throw new Error('The credential endpoint named no TURN server, and this call goes through a relay only.')
}
