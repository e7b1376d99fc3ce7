import { TurnProviderError } from '../errors.ts'

interface Flight<T> {
  result: Promise<T>
  /** How many wait for it. */
  waiting: number
  controller: AbortController
}

export interface Landed<T> {
  value: T
  /** Whether the work had been started for somebody else. */
  isJoined: boolean
}

type Work<T> = (signal: AbortSignal) => Promise<T>

/**
 * Makes a function that does the work of one key once at a time: who comes while it is done waits for the same result,
 * at most `patience` milliseconds. The work is ended when everybody has left; a wait ends with the caller's own signal,
 * with TurnProviderError `aborted`.
 */
export function singleFlight<T>(
  patience: number,
): (key: string, signal: AbortSignal, work: Work<T>) => Promise<Landed<T>> {
  const flights = new Map<string, Flight<T>>()

  return async function fly(key, signal, work) {
    const found = flights.get(key)
    const flight = found ?? start(key, work)
    flight.waiting += 1
    const wait = startWait(signal, found ? patience : undefined)
    try {
      const value = await Promise.race([flight.result, wait.ended])
      if (value !== tooLong) return { value, isJoined: found !== undefined }
    } finally {
      wait.stop()
      flight.waiting -= 1
      if (signal.aborted && flight.waiting === 0) {
        forget(key, flight)
        flight.controller.abort(signal.reason)
      }
    }
    // Its owner is gone without a trace: Workers drop what a request was doing when its client leaves.
    forget(key, flight)
    return fly(key, signal, work)
  }

  function start(key: string, work: Work<T>): Flight<T> {
    const controller = new AbortController()
    const flight: Flight<T> = { result: work(controller.signal), waiting: 0, controller }
    flights.set(key, flight)
    const land = () => forget(key, flight)
    flight.result.then(land, land)
    return flight
  }

  function forget(key: string, flight: Flight<T>): void {
    if (flights.get(key) === flight) flights.delete(key)
  }
}

const tooLong = Symbol('waited too long')

/** A promise that rejects when the signal ends, or resolves with `tooLong` after the patience. */
function startWait(signal: AbortSignal, patience: number | undefined) {
  let stop = () => {}
  const ended = new Promise<typeof tooLong>((resolve, reject) => {
    const leave = () =>
      reject(new TurnProviderError('aborted', 'The client ended the request.', { cause: signal.reason }))
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave)
    const timer = patience === undefined ? undefined : setTimeout(() => resolve(tooLong), patience)
    stop = () => {
      signal.removeEventListener('abort', leave)
      clearTimeout(timer)
    }
  })
  return { ended, stop }
}
