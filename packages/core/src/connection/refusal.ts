import { parseIceUrl } from '../answer/iceUrl.ts'

/**
 * The URL of the TURN server that has refused its credential; undefined for any other error, or for a server that is not
 * among these. Only scheme, host and port are compared: Firefox leaves out the query.
 */
export function refusedUrl(event: RTCPeerConnectionIceErrorEvent, iceServers: RTCIceServer[]): string | undefined {
  // STUN's "unauthenticated" (RFC 8489 section 14.8): the server does not take this username and credential.
  if (event.errorCode !== 401) return undefined
  const theirs = address(event.url)
  const ours = iceServers.flatMap(({ username, urls }) => (username === undefined ? [] : urls))
  return ours.find((url) => theirs !== undefined && address(url) === theirs)
}

function address(text: string | null): string | undefined {
  const { url } = parseIceUrl(text) ?? {}
  return url && `${url.scheme}:${url.host}:${url.port}`
}
