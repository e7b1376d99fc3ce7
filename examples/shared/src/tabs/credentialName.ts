/** The end of the TURN user's name, to tell credentials apart by; undefined where there is none. */
export function credentialName(iceServers: readonly RTCIceServer[] | undefined): string | undefined {
  return iceServers?.find(({ username }) => username)?.username?.slice(-4)
}
