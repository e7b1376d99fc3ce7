import type { Call, Servers, Side } from './connectCall.ts'

/** What the endpoint answers; it tells a life too. */
export interface Answer {
  iceServers: RTCIceServer[]
}

/** What a way of keeping a call alive has at hand. */
export interface Stage {
  /** Asks the endpoint for servers; counted. */
  ask(side: Side): Promise<Answer>
  /** Connects a call; the one before, if any, is closed first. */
  connect(servers: Servers): Call
  /** Says that the call is being moved to other credentials now, in place or by a new one. */
  noteRotation(): void
}

/** Makes a call, and keeps it alive in its way. Returns the end of what it started. */
export type Way = (stage: Stage) => Promise<() => void>

export async function askForBoth({ ask }: Stage): Promise<Servers> {
  const [a, b] = await Promise.all([ask('a'), ask('b')])
  return { a: a.iceServers, b: b.iceServers }
}
