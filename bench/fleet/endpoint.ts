/** What a request meets. */
export interface Answer {
  isAccepted: boolean
  /** The HTTP status of a failure; undefined for none: refused, or timed out. */
  status: number | undefined
  /** What Retry-After asks for, in milliseconds; 0 = nothing. */
  retryAfter: number
  /** How long the client waits for it, in milliseconds. */
  duration: number
}

/** The endpoint of a fleet: what it answers at a time, in milliseconds. */
export type Endpoint = (time: number) => Answer

const ACCEPTED: Answer = { isAccepted: true, status: undefined, retryAfter: 0, duration: 0 }
const BUSY: Answer = { isAccepted: false, status: 503, retryAfter: 0, duration: 0 }
const REFUSED: Answer = { isAccepted: false, status: undefined, retryAfter: 0, duration: 0 }

/** Gives everybody a credential. */
export const healthy: Endpoint = () => ACCEPTED

/** Refuses the connection. */
export const down: Endpoint = () => REFUSED

/** Takes the request and never answers, so that the client waits for its timeout, in milliseconds. */
export function hanging(timeout: number): Endpoint {
  const answer = { ...REFUSED, duration: timeout }
  return () => answer
}

/** Accepts so many requests in each second and answers 503 to the others. */
export function limited(perSecond: number): Endpoint {
  let second = 0
  let accepted = 0
  return (time) => {
    const now = Math.floor(time / 1000)
    if (now !== second) accepted = 0
    second = now
    accepted += 1
    return accepted <= perSecond ? ACCEPTED : BUSY
  }
}

/** Answers 503 with a Retry-After of so many milliseconds. */
export function overloaded(retryAfter: number): Endpoint {
  const answer = { ...BUSY, retryAfter }
  return () => answer
}

/** Answers 503 with the date of its end as Retry-After, which is the same for everybody. */
export function closedUntil(end: number): Endpoint {
  return (time) => ({ ...BUSY, retryAfter: end - time })
}
