import { elapsed, type Moment } from '../schedule/lifetime.ts'

/** Tabs may run different versions of an app: what this one does not know it leaves alone. */
const VERSION = 1

/** What tabs say to each other. */
export type Message = Word | SharedAnswer

interface Word {
  version: typeof VERSION
  type: 'ask' | 'clear'
}

/** What one tab has in hand, in the shape of an endpoint's answer. */
export interface SharedAnswer {
  version: typeof VERSION
  type: 'answer'
  iceServers: RTCIceServer[]
  /** Their whole life, in seconds; undefined where nothing tells it. */
  ttl: number | undefined
  /** How long ago they were asked for, in milliseconds. */
  age: number
  /** When that was, in milliseconds since the epoch. */
  start: number
}

export function word(type: Word['type']): Word {
  return { version: VERSION, type }
}

export function sharedAnswer(
  { iceServers, lifetime }: { iceServers: RTCIceServer[]; lifetime: number | undefined },
  start: Moment,
  now: Moment,
): SharedAnswer {
  const ttl = lifetime === undefined || lifetime === Infinity ? undefined : lifetime / 1000
  return { version: VERSION, type: 'answer', iceServers, ttl, age: elapsed(start, now), start: start.wall }
}

/** A message as it came, if it is one; what it carries is not checked yet. */
export function toMessage(data: unknown): Message | undefined {
  const message = Object(data) as Message
  return message.version === VERSION ? message : undefined
}

/**
 * When the servers of a message were asked for, on this tab's clocks: the earlier of what its age and its time say, because
 * it may have waited for a tab that was frozen. Undefined where that makes no sense.
 */
export function startOf({ age, start }: SharedAnswer, { wall, monotonic }: Moment): Moment | undefined {
  const passed = Math.max(age, wall - start)
  return passed >= 0 ? { wall: wall - passed, monotonic: monotonic - passed } : undefined
}
