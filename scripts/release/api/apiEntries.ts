import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PACKAGES, repository } from '../packages.ts'

/** One module that a package exports. */
export interface ApiEntry {
  /** What users import: `@freshice/core/tabs`. */
  specifier: string
  /** What the package itself is imported by: `@freshice/core`. */
  package: string
  /** Its source. */
  source: string
  /** Its types as built. */
  types: string
  /** Where its names are written down, for review. */
  snapshot: string
}

interface Conditions {
  '@freshice/source': string
  types: string
}

/** Every entry of every package. */
export async function apiEntries(): Promise<ApiEntry[]> {
  const all = await Promise.all(PACKAGES.map((name) => entriesOf(join(repository, 'packages', name))))
  return all.flat()
}

async function entriesOf(folder: string): Promise<ApiEntry[]> {
  const { name, exports } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const entries = Object.entries<Conditions | string>(exports)
  return entries.flatMap(([path, conditions]) => {
    if (typeof conditions === 'string') return []
    return {
      specifier: `${name}${path.slice(1)}`,
      package: name,
      source: join(folder, conditions['@freshice/source']),
      types: join(folder, conditions.types),
      snapshot: join(folder, 'api', `${path === '.' ? 'index' : path.slice(2)}.d.ts`),
    }
  })
}
