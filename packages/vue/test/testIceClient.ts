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

/** A client whose first answer waits for `release`; its user is `held`, that of all later ones `next`. */
export function heldIceClient() {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let isFirst = true
  const client = createIceClient(async () => {
    const username = isFirst ? 'held' : 'next'
    if (isFirst) {
      isFirst = false
      await held
    }
    return { iceServers: [{ urls: ['turn:127.0.0.1:3478'], username, credential: 'secret' }], ttl: 600 }
  })
  return { client, release }
}

/** The TURN user a connection is configured with. */
export function userOf(pc: RTCPeerConnection | undefined): string | undefined {
  return pc?.getConfiguration().iceServers?.[0]?.username
}
