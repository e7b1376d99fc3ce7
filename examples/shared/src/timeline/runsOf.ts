import type { CallHistory } from '../call/callHistory.ts'
import type { SideName } from '../connection/sideName.ts'

/** A stretch of time that a side spends on one credential, in milliseconds since the epoch. */
export interface Run {
  /** Which credential: its place in the order of their coming. */
  credential: number
  from: number
  /** When the side moved on, or the relay dropped it. Undefined = it goes on. */
  to: number | undefined
  /** Whether it ended because the credential did. */
  isCut: boolean
}

/** Which credential one side of the call ran on, and when. */
export function runsOf(side: SideName, { openedAt, connectedAt, credentials, moves }: CallHistory, now: number): Run[] {
  if (openedAt === undefined || connectedAt === undefined) return []
  const first = credentials.findLastIndex(({ updatedAt }) => updatedAt <= openedAt)
  const starts = [
    { at: connectedAt, credential: first },
    ...moves
      .filter((move) => move.side === side)
      .map(({ at, expiresAt }) => ({ at, credential: credentials.findIndex((life) => life.expiresAt === expiresAt) })),
  ]
  return starts
    .map(({ at, credential }, index) => {
      const next = starts[index + 1]?.at
      const end = credentials[credential]?.expiresAt ?? Number.POSITIVE_INFINITY
      const isCut = end <= (next ?? now)
      return { credential, from: at, to: isCut ? end : next, isCut }
    })
    .filter(({ credential }) => credential >= 0)
}
