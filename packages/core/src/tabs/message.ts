import { elapsed, type Moment } from '../schedule/lifetime.ts'

/** What tabs say to each other. Whoever changes it changes the channel's name too: tabs may run different versions of an app. */
export type Message = { type: 'ask' | 'clear' } | ({ type: 'answer' } & SharedAnswer)

/** What one tab has in hand, in the shape of an endpoint's answer. */
export interface SharedAnswer {
  iceServers: RTCIceServer[]
  /** Their whole life, in seconds; undefined where nothing tells it. */
  ttl: number | undefined
  /** How long ago they were asked for, in milliseconds. */
  age: number
  /** When that was, in milliseconds since the epoch. */
  start: number
}

export function sharedAnswer(
  {
    iceServers,
    lifetime = Infinity,
    start,
  }: { iceServers: RTCIceServer[]; lifetime?: number | undefined; start: Moment },
  now: Moment,
): Message {
  const ttl = lifetime < Infinity ? lifetime / 1000 : undefined
  return { type: 'answer', iceServers, ttl, age: elapsed(start, now), start: start.wall }
}

/**
 * When the servers of a message were asked for, on this tab's clocks: the earlier of what its age and its time say, because
 * it may have waited for a tab that was frozen.
 */
export function startOf({ age, start }: SharedAnswer, { wall, monotonic }: Moment): Moment {
  const passed = Math.max(age, wall - start)
  return { wall: wall - passed, monotonic: monotonic - passed }
}
