import type { Generation } from '../generation.ts'
import type { Moment } from '../schedule/lifetime.ts'
import { comesFrom } from './sameServers.ts'

/** What a connection was made with: the client's current servers, or something unknown that is due to be replaced. */
export function firstGeneration(pc: RTCPeerConnection, current: Generation | undefined, start: Moment): Generation {
  if (current && comesFrom(pc.getConfiguration().iceServers, current.iceServers)) return current
  return { iceServers: [], open: [], start, lifetime: 0, refreshAge: 0 }
}
