import { createIceClient } from '@freshice/core'

/**
 * A client without HTTP, for browsers: every answer has a user of its own, `user-1`, `user-2` and so on.
 *
 * @param ttl in seconds
 */
export function testIceClient(ttl = 600) {
  const source = { requests: 0, error: undefined as Error | undefined }
  const client = createIceClient(async () => {
    source.requests += 1
    if (source.error) throw source.error
    const username = `user-${source.requests}`
    return { iceServers: [{ urls: ['turn:127.0.0.1:3478'], username, credential: 'secret' }], ttl }
  })
  return { client, source }
}

/** The TURN user a connection is configured with. */
export function userOf(pc: RTCPeerConnection | undefined): string | undefined {
  return pc?.getConfiguration().iceServers?.[0]?.username
}
