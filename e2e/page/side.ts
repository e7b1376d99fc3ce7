import type { IceClient, KeepFreshEvent, KeepFreshOptions } from '@freshice/core'
import { keepFresh } from '@freshice/core'
import type { Keeper } from './callOptions.ts'

/** How soon after newer servers an app restarts ICE by itself, in milliseconds. */
const APP_WAITS = 1000

/** One side of a call. */
export interface Side {
  pc: RTCPeerConnection
  client: IceClient
  /** The TURN users it was given. */
  users: string[]
}

export async function createSide(client: IceClient, configuration: RTCConfiguration): Promise<Side> {
  const iceServers = await client.getIceServers()
  const users: string[] = []
  noteUsers(users, iceServers)
  return { pc: new RTCPeerConnection({ ...configuration, iceServers }), client, users }
}

/** Keeps one side alive in its way. Returns the end of it. */
export function keepSide({ pc, client, users }: Side, keeper: Keeper, options: KeepFreshOptions): () => void {
  if (keeper === 'nothing') return () => {}
  const stopNoting = client.subscribe(({ iceServers = [] }) => noteUsers(users, iceServers))
  const stop = keeper === 'freshice' ? keepFresh(pc, client, options) : keepByHand(pc, client, keeper === 'app')
  return () => {
    stopNoting()
    stop()
  }
}

function keepByHand(pc: RTCPeerConnection, client: IceClient, restarts: boolean): () => void {
  let last = client.getState().iceServers
  return client.subscribe(({ iceServers }) => {
    if (!iceServers || iceServers === last) return
    last = iceServers
    pc.setConfiguration({ ...pc.getConfiguration(), iceServers })
    if (restarts) setTimeout(() => pc.restartIce(), APP_WAITS)
  })
}

function noteUsers(users: string[], iceServers: RTCIceServer[]) {
  for (const { username } of iceServers) if (username && !users.includes(username)) users.push(username)
}

/** What an event says in words. */
export function messageOf(event: KeepFreshEvent): string | undefined {
  if (event.type === 'restarting') return event.reason
  if (event.type === 'restart-unanswered') return event.message
  if (event.type === 'failed') return `${event.doing}: ${event.error}`
  return undefined
}
