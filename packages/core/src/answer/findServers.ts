import { entriesOf, firstOf, type Members, membersOf, plainName } from './members.ts'

/** Where the servers of an answer are. */
export interface FoundServers {
  /** The list, or one server instead of it. */
  list: object
  /** Where that is, as a path into the answer. */
  path: string
  /** The members beside it, and of what is around it. */
  beside: Members
}

const LISTS = ['iceservers', 'iceserverlist', 'stunservers', 'turnservers']
/** What providers wrap their answers in, from the outside. */
const WRAPPERS = ['v', 'ocs', 'data', 'result']
const DEEPEST = 4

/** Finds the servers in an answer by the names of its members, whoever it is from; undefined where there are none. */
export function findServers(body: unknown, path = '', around: Members = {}): FoundServers | undefined {
  if (Array.isArray(body)) return { list: body, path, beside: around }
  const members = membersOf(body)
  const beside = { ...around, ...members }
  const inside = (name: string) => (path ? `${path}.${name}` : name)
  const found = entriesOf(body).filter(
    ([name, list]) => LISTS.includes(plainName(name)) && typeof list === 'object' && list !== null,
  )
  const [first] = found
  if (first && found.length === 1) return { list: first[1] as object, path: inside(first[0]), beside }
  if (first)
    return { list: found.flatMap(([, list]) => list), path: inside(found.map(([name]) => name).join('+')), beside }
  // One server by itself.
  if (firstOf(members, 'urls', 'url', 'uris', 'uri') !== undefined) return { list: body as object, path, beside }
  const wrapper = WRAPPERS.find((name) => typeof members[name] === 'object')
  if (wrapper === undefined || path.split('.').length > DEEPEST) return undefined
  return findServers(members[wrapper], inside(wrapper), beside)
}
