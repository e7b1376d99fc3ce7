/** Planted so that a test can search every output for it. */
export const keySecret = 'planted-key-secret-0123456789'
export const keyId = 'key-id'

const stun = 'stun:stun.cloudflare.com:3478'
const turn = ['turn:turn.cloudflare.com:3478?transport=udp', 'turns:turn.cloudflare.com:5349?transport=tcp']
const turnOnPort53 = 'turn:turn.cloudflare.com:53?transport=udp'
const names = { username: 'upstream-username', credential: 'upstream-credential' }

/** What `generate-ice-servers` answers. */
export const arrayForm = { iceServers: [{ urls: [stun] }, { urls: [...turn, turnOnPort53], ...names }] }

/** What the older `generate` answers. */
export const objectForm = { iceServers: { urls: [stun, ...turn], ...names } }

/** All URLs that a browser can use. */
export const usableUrls = [stun, ...turn]
