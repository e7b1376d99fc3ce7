import { createIceClient, type KeepFreshEvent, keepFresh } from '@freshice/core'
import { connectPair, type Pair } from './connectPair.ts'
import { fetchServers } from './fetchServers.ts'
import { isRelayed } from './isRelayed.ts'
import { pageErrors } from './pageErrors.ts'
import { type PauseMeter, startPauseMeter } from './pauseMeter.ts'
import { untilConnected } from './untilConnected.ts'

/** One end of one connection. */
export interface MeshEnd {
  person: number
  /** When which event came, in milliseconds of the page's clock. */
  events: { at: number; type: KeepFreshEvent['type']; expiresAt: number | undefined }[]
  connectionState: RTCPeerConnectionState
  isRelayed: boolean
}

export interface MeshReport {
  ends: MeshEnd[]
  largestPause: number
  /** How many generations each person was given after the first. */
  generations: number[]
  errors: string[]
}

declare global {
  interface Window {
    /** Connects everybody with everybody; each has one client and one connection to each of the others. */
    startMesh(people: number): Promise<void>
    untilMesh(time: number): Promise<void>
    meshReport(): Promise<MeshReport>
  }
}

const errors = pageErrors()
const ends: { person: number; pc: RTCPeerConnection; events: MeshEnd['events'] }[] = []
const generations: Set<number>[] = []
let meter: PauseMeter
let began: number

window.startMesh = async (size) => {
  began = performance.now()
  const people = Array.from({ length: size }, (_, person) => createIceClient(() => fetchServers(`person-${person}`)))
  const lists = await Promise.all(people.map((client) => client.getIceServers()))
  const pairs: Pair[] = []
  const connect = (person: number) => {
    const pc = new RTCPeerConnection({ iceServers: lists[person] ?? [], iceTransportPolicy: 'relay' })
    ends.push({ person, pc, events: [] })
    return pc
  }
  for (let first = 0; first < size; first += 1) {
    for (let second = first + 1; second < size; second += 1) {
      pairs.push(connectPair(connect(first), connect(second), { signallingDelay: 15 }))
    }
  }
  meter = startPauseMeter(
    ends.map(({ pc }) => pc),
    { every: 3 },
  )
  await Promise.all(ends.map(({ pc }) => untilConnected(pc)))
  people.forEach((client, person) => {
    const seen = new Set<number>()
    generations[person] = seen
    const first = client.getState().expiresAt
    client.subscribe(({ expiresAt }) => {
      if (expiresAt !== undefined && expiresAt !== first) seen.add(expiresAt)
    })
    for (const end of ends.filter((end) => end.person === person)) {
      const note = (event: KeepFreshEvent) => {
        const expiresAt = 'expiresAt' in event ? event.expiresAt : undefined
        end.events.push({ at: performance.now(), type: event.type, expiresAt })
      }
      keepFresh(end.pc, client, { onEvent: note })
    }
  })
}

window.untilMesh = (time) => new Promise((resolve) => setTimeout(resolve, began + time - performance.now()))

window.meshReport = async () => ({
  ends: await Promise.all(
    ends.map(async ({ person, pc, events }) => ({
      person,
      events,
      connectionState: pc.connectionState,
      isRelayed: await isRelayed(pc),
    })),
  ),
  largestPause: meter.largestPause(),
  generations: generations.map(({ size }) => size),
  errors,
})
