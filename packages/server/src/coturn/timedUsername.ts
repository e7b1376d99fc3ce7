import { TurnProviderError } from '../errors.ts'

export interface TimedUsername {
  /** When the credential ends, in seconds since the epoch. */
  timestamp: number
  user: string | undefined
  layout: 'timestamp:user' | 'user:timestamp'
  separator: string
}

/** RFC 8489 has room for so many bytes in USERNAME. */
const longest = 508

/** coturn answers these with 400, whatever the credential: it keeps them from its databases. */
const refused = /[\p{Cc}\s"'\\]|union.*select/iu

/** The username of a time-limited credential. Throws TurnProviderError `invalid-option` for a user that TURN servers would not read as one. */
export function timedUsername({ timestamp, user, layout, separator }: TimedUsername): string {
  if (user === undefined) return String(timestamp)
  if (refused.test(user)) throw invalid('without control characters, white space, quotes, backslashes and SQL')
  // coturn looks for the first separator, and takes digits before it for the timestamp.
  if (layout === 'user:timestamp' && (user.includes(separator) || /^\d*$/.test(user))) {
    throw invalid(`with a letter and without "${separator}", or the layout timestamp:user`)
  }
  const username = layout === 'timestamp:user' ? `${timestamp}${separator}${user}` : `${user}${separator}${timestamp}`
  if (new TextEncoder().encode(username).length > longest) throw invalid('that is shorter')
  return username
}

function invalid(what: string): TurnProviderError {
  return new TurnProviderError(
    'invalid-option',
    `This user's id cannot stand in a TURN username: coturn needs one ${what}. Leave out plainUserIds to have ids hashed.`,
  )
}
