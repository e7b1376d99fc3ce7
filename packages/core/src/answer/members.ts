/** An object's members by plain names: `ice_servers`, `IceServers` and `iceServers` are one. Empty for anything else. */
export type Members = Record<string, unknown>

const MOST_MEMBERS = 100

export function membersOf(value: unknown): Members {
  return Object.fromEntries(entriesOf(value).map(([name, member]) => [plainName(name), member]))
}

/** The members of an object, of a huge one only the first; none of anything else. */
export function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return []
  const names = Object.keys(value).slice(0, MOST_MEMBERS)
  return names.map((name) => [name, (value as Members)[name]])
}

export function plainName(name: string): string {
  return name.replaceAll('_', '').toLowerCase()
}

/** The first of these that is there; null, as some servers write, is not. */
export function firstOf(members: Members, ...names: string[]): unknown {
  return names.map((name) => members[name]).find((member) => member !== undefined && member !== null)
}
