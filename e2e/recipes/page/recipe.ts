import { createIceClient, type IceClient } from '@freshice/core'
import type { Talk } from './talk.ts'

/** What became of a call. Times are in milliseconds. */
export interface Report {
  sinceReceived: number
  largestPause: number
  /** Whether each connection's selected pair relays. */
  relayed: boolean[]
  /** The TURN users that each client was given, in order. */
  users: string[][]
  /** Every state that a connection went through, in order. */
  states: string[]
  errors: string[]
  /** What the page noted by itself. */
  notes: string[]
}

interface Call {
  connections: RTCPeerConnection[]
  talk: Talk
}

declare global {
  interface Window {
    startRecipe(): Promise<void>
    reportRecipe(): Promise<Report>
  }
}

const users: string[][] = []
const states: string[] = []
const errors: string[] = []
const notes: string[] = []
addEventListener('error', ({ message }) => errors.push(message))
addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)))

/** Makes a page that starts a call when it is told to, and tells what became of it. */
export function recipe(start: (note: (text: string) => void) => Promise<Call>) {
  let call: Call
  window.startRecipe = async () => {
    call = await start((text) => notes.push(text))
    for (const pc of call.connections)
      pc.addEventListener('connectionstatechange', () => states.push(pc.connectionState))
  }
  window.reportRecipe = async () => ({
    sinceReceived: call.talk.sinceReceived(),
    largestPause: call.talk.largestPause(),
    relayed: await Promise.all(call.connections.map((pc) => isRelayed(pc))),
    users,
    states,
    errors,
    notes,
  })
}

/** Makes a client of an endpoint, and remembers the users that it is given. */
export function makeClient(side: string, path = '/api/ice-servers'): IceClient {
  const own: string[] = []
  users.push(own)
  return createIceClient(async ({ signal }) => {
    const response = await fetch(`${path}?side=${side}`, { cache: 'no-store', signal })
    const answer = await response.json()
    for (const { username } of answer.iceServers) if (username) own.push(username)
    return answer
  })
}

export async function makeConnection(client: IceClient): Promise<RTCPeerConnection> {
  return new RTCPeerConnection({ iceServers: await client.getIceServers(), iceTransportPolicy: 'relay' })
}

/** The lab's own look. In the middle of a restart Firefox has no selected pair: then it waits. */
async function isRelayed(pc: RTCPeerConnection, tries = 30): Promise<boolean> {
  const stats = await pc.getStats()
  const { selectedCandidatePairId } = [...stats.values()].find(({ type }) => type === 'transport') ?? {}
  const { localCandidateId } = stats.get(selectedCandidatePairId) ?? {}
  const local = stats.get(localCandidateId)
  if (local || tries === 0) return local?.candidateType === 'relay'
  await new Promise((resolve) => setTimeout(resolve, 100))
  return isRelayed(pc, tries - 1)
}
