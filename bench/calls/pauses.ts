/** A time in which nothing arrived, in milliseconds since the start. */
export interface Pause {
  from: number
  to: number
  /** Whether it went on when the measuring ended. */
  isOpen: boolean
}

/** From this on the call is silent, and not only late. */
export const SILENCE = 1000
/** How long after its beginning a move to other credentials may show, in milliseconds. */
export const AFTERMATH = 3000

/** All pauses from a time on, short ones too. */
export function pausesOf(arrivals: number[], { from, to }: { from: number; to: number }): Pause[] {
  const times = arrivals.filter((time) => time >= from)
  const pauses = times.slice(1).map((time, index) => ({ from: times[index] ?? 0, to: time, isOpen: false }))
  return [...pauses, { from: times.at(-1) ?? from, to, isOpen: true }]
}

/** The longest pause that each rotation lies in or is followed by. */
export function pausesAt(rotations: number[], pauses: Pause[]): Pause[] {
  return rotations.flatMap((at) => longest(pauses.filter((pause) => isNear(pause, at))) ?? [])
}

/** The longest pause away from all rotations: what the machine and the measuring make. */
export function longestElsewhere(rotations: number[], pauses: Pause[]): number {
  const rest = pauses.filter((pause) => !isSilentToTheEnd(pause) && !rotations.some((at) => isNear(pause, at)))
  return lengthOf(longest(rest))
}

/** How long nothing came, all silences together, in milliseconds. */
export function silence(pauses: Pause[]): number {
  return pauses.map(lengthOf).reduce((sum, length) => sum + (length >= SILENCE ? length : 0), 0)
}

export function isSilentToTheEnd(pause: Pause): boolean {
  return pause.isOpen && lengthOf(pause) >= SILENCE
}

export function lengthOf(pause: Pause | undefined): number {
  return pause ? pause.to - pause.from : 0
}

function longest(pauses: Pause[]): Pause | undefined {
  return pauses.toSorted((one, other) => lengthOf(other) - lengthOf(one))[0]
}

function isNear({ from, to }: Pause, at: number): boolean {
  return to >= at && from <= at + AFTERMATH
}
