import type { Known } from './client/known.ts'
import type { Platform } from './platform.ts'
import type { Attempt, AttemptOptions } from './source/attempt.ts'

/** The insides of a client that shares its answers. */
export interface Sharer {
  known: Known
  /** Asks the source itself. */
  attempt: Attempt
  options: AttemptOptions & { platform?: Partial<Platform> | undefined }
  /** Looks at what is known: something in it has changed. */
  look: () => void
  /** Forgets everything, as `clear()` does. */
  forget: () => void
}

/** How a client shares its answers with others: a value for its `share` option, which `shareAcrossTabs` makes. */
export type Share = (sharer: Sharer) => {
  /** Asks the others, or the source for all of them. */
  attempt: Attempt
  /** Makes the others forget everything too. */
  clear(): void
}
