import { SIDES, type SideName } from '../connection/sideName.ts'

/** A seat in the call is a Web Lock. The browser itself gives it on when the tab that holds it closes, or crashes. */
const nameOf = (side: SideName) => `freshice-demo:${side}`

export interface TakeSeatOptions {
  /** Told which seat it is, once. */
  onSeat: (side: SideName) => void
  /** Told when both are taken. The tab gets the next one that is left. */
  onFull: () => void
  /** Gives the seat back. */
  signal: AbortSignal
}

/** Takes the first free seat of the two: so the tabs agree on who calls, and who gives way when both make an offer. */
export async function takeSeat({ onSeat, onFull, signal }: TakeSeatOptions): Promise<void> {
  const left = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  const seated = new AbortController()

  /** Whether this tab sits there now; it does until the promise that its lock waits for is resolved. */
  const trySeat = (side: SideName, options: LockOptions) =>
    new Promise<boolean>((resolve, reject) => {
      const sit = (lock: Lock | null) => {
        const isMine = lock !== null && !seated.signal.aborted && !signal.aborted
        resolve(isMine)
        if (!isMine) return undefined
        seated.abort()
        onSeat(side)
        return left
      }
      navigator.locks.request(nameOf(side), options, sit).catch(reject)
    })

  // React's strict mode enters, leaves and enters again: by now it is known which of these stays.
  await Promise.resolve()
  for (const side of SIDES) {
    if (signal.aborted || (await trySeat(side, { ifAvailable: true }))) return
  }
  if (signal.aborted) return
  onFull()
  const waiting = AbortSignal.any([signal, seated.signal])
  // What ends this wait is that it is over: a seat was had, or the tab left.
  for (const side of SIDES) trySeat(side, { signal: waiting }).catch(() => {})
}

/** Calls back when nobody sits there any more. */
export function watchSeat(side: SideName, { onLeft, signal }: { onLeft: () => void; signal: AbortSignal }): void {
  const look = () => {
    if (!signal.aborted) onLeft()
  }
  navigator.locks.request(nameOf(side), { mode: 'shared', signal }, look).catch(() => {})
}
