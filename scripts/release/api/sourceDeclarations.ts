import { join } from 'node:path'
import ts from 'typescript'
import { repository } from '../packages.ts'
import type { ReadDeclarations } from './apiText.ts'

/** The declarations of sources, by the names of these: made in memory, so that nothing has to be built. */
export function sourceDeclarations(entries: string[]): ReadDeclarations {
  const { config } = ts.readConfigFile(join(repository, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repository)
  const emitted = new Map<string, string>()
  const program = ts.createProgram(entries, {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    noCheck: true,
  })
  program.emit(undefined, (_path, text, _mark, _onError, sources) => {
    for (const { fileName } of sources ?? []) emitted.set(fileName, text)
  })
  return (path) => emitted.get(path)
}
