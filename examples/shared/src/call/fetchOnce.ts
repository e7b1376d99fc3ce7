import type { CredentialLife } from './callHistory.ts'

/** Fetches ICE servers a single time, as an app does that knows nothing of their end. */
export async function fetchOnce(url: string): Promise<CredentialLife & { iceServers: RTCIceServer[] }> {
  const updatedAt = Date.now()
  const response = await fetch(url).catch((cause) => {
    throw new Error(`GET ${url} got no answer. Is the credential endpoint running?`, { cause })
  })
  const answer = await response.json().catch(() => undefined)
  if (!response.ok || !answer?.iceServers) {
    throw new Error(`GET ${url} answered ${response.status} without ICE servers. Is the credential endpoint running?`)
  }
  const { iceServers, ttl } = answer
  return { iceServers, updatedAt, expiresAt: updatedAt + ttl * 1000 }
}
