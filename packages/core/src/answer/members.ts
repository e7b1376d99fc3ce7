/** An object's members by plain names: `ice_servers`, `IceServers` and `iceServers` are one. Empty for anything else. */
export type Members = Record<string, unknown>

const MOST_MEMBERS = 100

export function membersOf(value: unknown): Members {
  return Object.fromEntries(entriesOf(value))
}

/** The members of an object, each with its plain name first and its own last; of a huge one only the first. */
export function entriesOf(value: unknown): [plain: string, member: unknown, name: string][] {
  const entries = typeof value === 'object' && value ? Object.entries(value) : []
  return entries.slice(0, MOST_MEMBERS).map(([name, member]) => [name.replaceAll('_', '').toLowerCase(), member, name])
}
