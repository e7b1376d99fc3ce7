/** What is listened to. `page` are the page's own ticks of 10 ms: where they have a gap, the page itself stood still. */
export type Stream = 'dataToA' | 'dataToB' | 'video' | 'audio' | 'page'

/** When something arrived, in milliseconds since the first request for a credential. */
export interface Arrivals {
  now(): number
  note(stream: Stream): void
  all(): Record<Stream, number[]>
}

export function createArrivals(): Arrivals {
  const began = performance.now()
  const all: Record<Stream, number[]> = { dataToA: [], dataToB: [], video: [], audio: [], page: [] }
  const now = () => Math.round(performance.now() - began)
  return { now, note: (stream) => all[stream].push(now()), all: () => all }
}
