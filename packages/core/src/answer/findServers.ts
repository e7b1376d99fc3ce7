import { entriesOf, type Members, membersOf } from './members.ts'

/** Where the servers of an answer are. */
export interface FoundServers {
  list: unknown[]
  /** Where that is in the answer: the names on the way there. */
  path: string[]
  /** The members beside it, and of what is around it. */
  beside: Members
}

const LISTS = ['iceservers', 'iceserverlist', 'stunservers', 'turnservers']
/** What providers wrap their answers in, from the outside. */
const WRAPPERS = ['v', 'ocs', 'data', 'result']
const DEEPEST = 4

/** Finds the servers in an answer by the names of its members, whoever it is from; undefined where there are none. */
export function findServers(body: unknown, path: string[] = [], around: Members = {}): FoundServers | undefined {
  if (Array.isArray(body)) return { list: body, path, beside: around }
  const members = membersOf(body)
  const beside = { ...around, ...members }
  const found = entriesOf(body).filter(([plain, list]) => LISTS.includes(plain) && typeof list === 'object' && list)
  if (found.length > 0) {
    const names = found.map(([, , name]) => name).join('+')
    return { list: found.flatMap(([, list]) => list), path: [...path, names], beside }
  }
  // One server by itself.
  if ((members.urls ?? members.url ?? members.uris ?? members.uri ?? null) !== null)
    return { list: [body], path, beside }
  const wrapper = WRAPPERS.find((name) => typeof members[name] === 'object')
  if (wrapper === undefined || path.length > DEEPEST) return undefined
  return findServers(members[wrapper], [...path, wrapper], beside)
}
