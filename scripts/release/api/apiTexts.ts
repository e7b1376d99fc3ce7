import { readFile } from 'node:fs/promises'
import { type ApiEntry, apiEntries } from './apiEntries.ts'
import { apiText, type ReadDeclarations } from './apiText.ts'
import { builtDeclarations } from './builtDeclarations.ts'
import { sourceDeclarations } from './sourceDeclarations.ts'

export interface ApiText {
  specifier: string
  /** Where it is written down. */
  snapshot: string
  /** How it is now. */
  text: string
  /** How it was when it was written down; undefined where it never was. */
  written: string | undefined
}

/** The API of every entry, of the sources or as built, beside what is written down of it. */
export async function apiTexts(from: 'sources' | 'build'): Promise<ApiText[]> {
  const entries = await apiEntries()
  const read: ReadDeclarations =
    from === 'build' ? builtDeclarations : sourceDeclarations(entries.map(({ source }) => source))
  const pathOf = ({ source, types }: ApiEntry) => (from === 'build' ? types : source)
  return Promise.all(
    entries.map(async (entry) => {
      const { specifier, snapshot } = entry
      const main = entries.find(({ specifier }) => specifier === entry.package && entry.specifier !== specifier)
      const text = apiText(pathOf(entry), read, main && { specifier: main.specifier, path: pathOf(main) })
      const written = await readFile(snapshot, 'utf8').catch(() => undefined)
      return { specifier, snapshot, text: titleOf(specifier) + text, written }
    }),
  )
}

const titleOf = (specifier: string) =>
  `// What ${specifier} exports. Written by \`pnpm release:check --update\`; a change here is a change for users.\n\n`
