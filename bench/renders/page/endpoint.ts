import { counted } from './counted.ts'

/** The endpoint's answer. It tells no `expiresAt`, so that equal servers make an equal answer. */
export interface Answer {
  iceServers: RTCIceServer[]
  /** In seconds. */
  ttl: number
}

export const URL_OF_SERVERS = '/api/ice-servers'
/** When to fetch the next answer: 80 % of its life, in milliseconds. */
export const refreshDelay = ({ ttl }: Answer) => 0.8 * ttl * 1000

/** The user that the endpoint gives credentials for: another one makes another list. */
export const endpoint = { username: 'user-1' }

// In the page, and at once: what is measured here is not the network.
window.fetch = async () => {
  counted.requests += 1
  const iceServers = [
    { urls: ['stun:127.0.0.1:3478'] },
    {
      urls: ['turn:127.0.0.1:3478?transport=udp', 'turn:127.0.0.1:3478?transport=tcp'],
      ...endpoint,
      credential: 'secret',
    },
  ]
  return Response.json({ iceServers, ttl: 600 } satisfies Answer)
}

/** Fetches, and throws for anything but a 2xx, as the docs of SWR and TanStack Query tell. */
export async function fetchAnswer(url: string, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(url, signal ? { signal } : {})
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response.json()
}

/** What a row shows. */
export function rowText(iceServers: RTCIceServer[] | undefined, error: Error | null | undefined): string {
  return error?.message ?? iceServers?.at(-1)?.username ?? 'waiting'
}
