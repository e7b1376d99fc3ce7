import { needlessRestarts } from './needlessRestarts.ts'
import { type Look, restartsOf, type SoakRecord } from './soakRecord.ts'

/** One thing that was looked at; `isHeld` undefined = told, not judged. */
export interface Fact {
  text: string
  isHeld: boolean | undefined
}

/** What the TURN server saw. */
export interface ServerSide {
  /** The users that made an allocation. */
  seen: ReadonlySet<string>
  /** Allocations of the first gathering, of both sides. */
  firstGathering: number
  made: number
  /** The most that were open at once. */
  most: number
  /** Still open a second after the call. */
  left: number
}

/** In milliseconds. */
const LONGEST_PAUSE = 2000
/** How much more the page's scripts may hold in the second half than in the first, in bytes. */
const HEAP_GROWTH = 128 * 1024
/** The same in listeners. */
const LISTENER_GROWTH = 4
/**
 * How many gatherings may be open at once. A credential of 20 s is moved away from after 15 s, two sides do so in turns,
 * and Chromium keeps the old allocations until the server drops them.
 */
const OPEN_GATHERINGS = 5

export function judge(record: SoakRecord, server: ServerSide): Fact[] {
  const { states, errors, largestPause, sinceReceived, users, events, looks } = record
  const restarts = restartsOf(record)
  const repairs = events.filter((event) => event.type === 'restarting' && event.reason === 'repair').length
  const needless = needlessRestarts(events)
  const sides = [users.a, users.b].map((given) => given.filter((user) => server.seen.has(user)).length)
  const allowed = sides.reduce((sum, seen) => sum + seen - 1, 0)
  const requests = users.a.length + users.b.length
  const bound = server.firstGathering * OPEN_GATHERINGS
  // Each side connects once, and nothing else ever happens to it.
  const isConnected = [...states].sort().join() === 'connected,connected,connecting,connecting'
  const isAlive = isConnected && sinceReceived < 500
  return [
    { text: `connected throughout (${states.join(', ')}; last message ${ms(sinceReceived)} ago)`, isHeld: isAlive },
    { text: `largest pause ${ms(largestPause)}, at most ${ms(LONGEST_PAUSE)}`, isHeld: largestPause <= LONGEST_PAUSE },
    { text: `relay only, to the end`, isHeld: record.isRelayOnly },
    { text: `no error${errors.length > 0 ? `: ${errors.join('; ')}` : ''}`, isHeld: errors.length === 0 },
    { text: `${repairs} repairs, none expected`, isHeld: repairs === 0 },
    { text: `${needless} restarts by a side on its newest credential, none allowed`, isHeld: needless === 0 },
    {
      text: `${restarts} restarts, at most ${allowed} (users the server saw: ${sides.join(' and ')})`,
      isHeld: restarts > 0 && restarts <= allowed,
    },
    ...judgeMemory(looks),
    {
      text: `at most ${server.most} allocations open at once, ${bound} allowed; ${server.made} made`,
      isHeld: server.most <= bound,
    },
    { text: `${server.left} allocations open after the call`, isHeld: server.left === 0 },
    { text: `${requests} requests for credentials (${users.a.length} and ${users.b.length})`, isHeld: undefined },
  ]
}

/** The least of each half: what is not collected yet at a look says nothing. */
function judgeMemory(looks: Look[]): Fact[] {
  // The first look finds a page that is still warming up.
  const settled = looks.slice(1)
  const half = Math.floor(settled.length / 2)
  const grown = (figure: (look: Look) => number | undefined) => {
    const least = (part: Look[]) => Math.min(...part.map((look) => figure(look) ?? Number.NaN))
    return { from: least(settled.slice(0, half)), to: least(settled.slice(half)) }
  }
  const heap = grown(({ memory }) => memory.heap)
  const listeners = grown(({ memory }) => memory.listeners)
  const resident = grown(({ memory }) => memory.resident)
  const told = (bytes: number) => (Number.isNaN(bytes) ? 'unknown' : `${(bytes / 1e6).toFixed(2)} MB`)
  const size = {
    text: `resident memory of all its processes: ${told(resident.from)}, then ${told(resident.to)}; not judged`,
    isHeld: undefined,
  }
  if (Number.isNaN(heap.from)) return [{ text: 'what scripts hold cannot be asked for here', isHeld: undefined }, size]
  return [
    {
      text: `scripts hold ${told(heap.from)} in the first half, ${told(heap.to)} in the second (least, after collection)`,
      isHeld: heap.to - heap.from <= HEAP_GROWTH,
    },
    {
      text: `${listeners.from} listeners in the first half, ${listeners.to} in the second`,
      isHeld: listeners.to - listeners.from <= LISTENER_GROWTH,
    },
    size,
  ]
}

function ms(time: number): string {
  return `${time.toFixed(0)} ms`
}
