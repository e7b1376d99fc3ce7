/**
 * Which side of a call restarts first: 0 for the first, 1 for the other. Both sides see both DTLS fingerprints, so
 * they agree without a word; Firefox goes before other browsers. Where the app says who is polite, that counts; where
 * nothing tells, `random` does.
 */
export function roleOf(pc: RTCPeerConnection, polite: boolean | undefined, random: number): number {
  if (polite !== undefined) return polite ? 1 : 0
  const ours = fingerprint(pc.localDescription)
  const theirs = fingerprint(pc.remoteDescription)
  // A Firefox that answers a restart of Chromium may stay silent where signalling takes long; the other way round it lives.
  const isFirefox = isOfFirefox(pc.localDescription)
  if (isFirefox !== isOfFirefox(pc.remoteDescription)) return isFirefox ? 0 : 1
  if (!ours || !theirs || ours === theirs) return random
  return ours < theirs ? 0 : 1
}

/** Told by its ICE password of 32 hexadecimal digits: Chromium rewrites the line of the other side that names the browser. */
function isOfFirefox(description: RTCSessionDescription | null): boolean {
  return /^a=ice-pwd:[\da-f]{32}\s*$/m.test(description?.sdp ?? '')
}

function fingerprint(description: RTCSessionDescription | null): string | undefined {
  return /^a=fingerprint:(.+)$/m
    .exec(description?.sdp ?? '')?.[1]
    ?.trim()
    .toLowerCase()
}
