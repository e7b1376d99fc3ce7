import type { SideName } from '../connection/sideName.ts'
import type { Pause } from '../measure/pauseMeter.ts'

/** The times of one credential, in milliseconds since the epoch. */
export interface CredentialLife {
  updatedAt: number
  expiresAt: number
}

/** The same, as a client tells it that may have no credential yet. */
export type MaybeCredentialLife = { [Key in keyof CredentialLife]: number | undefined }

/** What has happened in a call. Times are in milliseconds since the epoch. */
export interface CallHistory {
  startedAt: number
  /** When both connections were made. The call starts on the newest credential of that time. */
  openedAt: number | undefined
  /** When both sides were first connected. */
  connectedAt: number | undefined
  /** When the call failed, for as long as it has not come back. */
  failedAt: number | undefined
  /** In the order in which they came. */
  credentials: readonly CredentialLife[]
  /** When a side moved to another credential, which its end tells from the others. */
  moves: readonly { side: SideName; at: number; expiresAt: number }[]
  restarts: readonly { side: SideName; at: number }[]
  /** By the side that heard nothing. */
  pauses: Readonly<Record<SideName, readonly Pause[]>>
}

export function emptyHistory(startedAt: number): CallHistory {
  return {
    startedAt,
    openedAt: undefined,
    connectedAt: undefined,
    failedAt: undefined,
    credentials: [],
    moves: [],
    restarts: [],
    pauses: { ada: [], ben: [] },
  }
}

/** How often the call has moved to a newer credential: the sides move together, so the larger count of the two. */
export function countRotations({ moves }: CallHistory): number {
  const ada = moves.filter(({ side }) => side === 'ada').length
  return Math.max(ada, moves.length - ada)
}
