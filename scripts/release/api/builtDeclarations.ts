import { existsSync, readFileSync } from 'node:fs'
import type { ReadDeclarations } from './apiText.ts'

/** The declarations that a build has left, which import each other by the names of the scripts beside them. */
export const builtDeclarations: ReadDeclarations = (path) => {
  const file = path.replace(/(?<!\.d)\.[jt]s$/, '.d.ts')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
