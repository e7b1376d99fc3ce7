import type { Memory } from './memory.ts'
import type { Side, SideEvent, SoakNews } from './page/soak.ts'

/** What was seen at one look. */
export interface Look {
  /** Since the call is connected, in milliseconds. */
  at: number
  memory: Memory
  /** Allocations open at the server. */
  open: number
}

/** All that a soak has come to. Times are in milliseconds. */
export interface SoakRecord {
  states: string[]
  events: SideEvent[]
  users: Record<Side, string[]>
  errors: string[]
  isRelayOnly: boolean
  largestPause: number
  sinceReceived: number
  looks: Look[]
}

export function emptyRecord(): SoakRecord {
  return {
    states: [],
    events: [],
    users: { a: [], b: [] },
    errors: [],
    isRelayOnly: true,
    largestPause: 0,
    sinceReceived: 0,
    looks: [],
  }
}

export function addNews(record: SoakRecord, news: SoakNews) {
  record.states.push(...news.states)
  record.events.push(...news.events)
  for (const { side, user } of news.users) record.users[side].push(user)
  record.errors.push(...news.errors)
  record.isRelayOnly &&= news.isRelayOnly
  record.largestPause = news.largestPause
  record.sinceReceived = news.sinceReceived
}

export function restartsOf({ events }: SoakRecord): number {
  return events.filter(({ type }) => type === 'restarting').length
}
