import { dirname, join } from 'node:path'
import { proxyCreateProgram } from '@volar/typescript'
import { createVueLanguagePlugin, getDefaultCompilerOptions } from '@vue/language-core'
import ts from 'typescript'
import { repository } from './markdownPages.ts'
import type { SnippetModule } from './snippetModules.ts'

/** Whose packages a block may use besides the repository's own: a reader installs what a block imports. */
const lenders = ['react', 'vue', 'server', 'emulator'].map((name) => `packages/${name}`)
lenders.push('examples/worker', 'examples/node', 'e2e')

/** What blocks name without declaring it, because it is the reader's. */
const yours = join(repository, 'docs/test/ambient/yours.d.ts')

/** Type-checks all of them in one program, Vue's templates too, and tells what is wrong, with page and line. */
export function compileSnippets(modules: SnippetModule[]): string[] {
  const snippets = new Map(modules.map((module) => [module.path, module]))
  if (snippets.size < modules.length) throw new Error('Two blocks lie at one path, so that one of them is not checked.')
  const options = compilerOptions()
  const vueOptions = { ...getDefaultCompilerOptions(), strictTemplates: true }
  // As vue-tsc does it.
  const createProgram = proxyCreateProgram(ts, ts.createProgram, (ts) => [
    createVueLanguagePlugin(ts, options, vueOptions, (name) => name),
  ])
  const rootNames = [yours, ...snippets.keys()]
  const program = createProgram({ rootNames, options, host: hostWith(snippets, options) })
  return rootNames.flatMap((path) => {
    const file = program.getSourceFile(path)
    if (!file) return [`${path} is not in the program.`]
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
    return found.map((diagnostic) => tell(diagnostic, snippets))
  })
}

/** The options that this repository holds itself to, for code of all kinds. */
function compilerOptions(): ts.CompilerOptions {
  const base = join(repository, 'tsconfig.base.json')
  const { compilerOptions } = ts.readConfigFile(base, ts.sys.readFile).config
  const { options } = ts.parseJsonConfigFileContent({ compilerOptions, files: [] }, ts.sys, repository)
  return { ...options, types: ['node', 'vite/client'], allowJs: true, checkJs: true, allowNonTsExtensions: true }
}

/** The files on disk, with the blocks among them. */
function hostWith(snippets: Map<string, SnippetModule>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, directoryExists } = host
  const folders = new Set([...snippets.keys()].map(dirname))
  host.fileExists = (path) => snippets.has(path) || fileExists(path)
  host.readFile = (path) => snippets.get(path)?.text ?? readFile(path)
  host.directoryExists = (path) => folders.has(path) || (directoryExists?.(path) ?? true)

  const cache = ts.createModuleResolutionCache(repository, (path) => path, options)
  const resolve = (name: string, from: string) => ts.resolveModuleName(name, from, options, host, cache)
  host.resolveModuleNameLiterals = (literals, containing) => {
    const borrowed = snippets.has(containing) || containing === yours ? lenders : []
    return literals.map(({ text }) => {
      const own = resolve(text, containing)
      if (own.resolvedModule) return own
      for (const lender of borrowed) {
        const found = resolve(text, join(repository, lender, 'block.ts'))
        if (found.resolvedModule) return found
      }
      return own
    })
  }
  return host
}

function tell({ file, start = 0, messageText }: ts.Diagnostic, snippets: Map<string, SnippetModule>): string {
  const message = ts.flattenDiagnosticMessageText(messageText, '\n')
  const block = file && snippets.get(file.fileName)?.block
  if (!block) return `${file?.fileName}: ${message}`
  return `${block.page}:${block.line + file.getLineAndCharacterOfPosition(start).line}: ${message}`
}
