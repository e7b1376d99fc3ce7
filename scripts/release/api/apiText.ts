import { dirname, resolve } from 'node:path'
import ts from 'typescript'

/** Reads a file of declarations, by the name that imports have for it. Undefined where there is none. */
export type ReadDeclarations = (path: string) => string | undefined

/** The entry that a package is known by; what it exports is only named in those of the others. */
export interface MainEntry {
  specifier: string
  path: string
}

/**
 * What a module exports, and the types that are part of it without being exported, as declarations in the order of their
 * names, without comments.
 */
export function apiText(entry: string, read: ReadDeclarations, main?: MainEntry): string {
  const program = declarationProgram(main ? [entry, main.path] : [entry], read)
  const checker = program.getTypeChecker()
  const imports = new Set<string>()
  const hidden = new Set<ts.Symbol>()
  const exported = exportsOf(entry)
  const ofMain = main ? exportsOf(main.path) : new Map<ts.Symbol, string>()
  const parts = [...exported].map(([symbol, name]) => [name, declarationsOf(symbol, name)] as const)
  // Grows while it is gone through: what hidden types need is hidden too.
  const hiddenParts: [string, string][] = []
  for (const symbol of hidden) hiddenParts.push([symbol.name, declarationsOf(symbol)])

  const text = [[...imports].sort().join('\n'), ...sorted(parts)]
  if (hiddenParts.length > 0) text.push('// Not exported, but part of the above.', ...sorted(hiddenParts))
  return `${text.filter(Boolean).join('\n\n')}\n`

  /** What a module exports, with the names that it has for it. */
  function exportsOf(path: string): Map<ts.Symbol, string> {
    const file = program.getSourceFile(path)
    const module = file && checker.getSymbolAtLocation(file)
    if (!module) throw new Error(`${path} is no module.`)
    return new Map(checker.getExportsOfModule(module).map((symbol) => [target(symbol), symbol.name]))
  }

  /** What a name means in the end, as far as that is in this package. */
  function target(symbol: ts.Symbol): ts.Symbol {
    if (!(symbol.flags & ts.SymbolFlags.Alias)) return symbol
    const meant = checker.getAliasedSymbol(symbol)
    return meant.declarations ? meant : symbol
  }

  function declarationsOf(symbol: ts.Symbol, name?: string): string {
    const isRenamed = name !== undefined && name !== symbol.name
    const text = (symbol.declarations ?? []).map((declaration) => {
      const statement = ts.findAncestor(declaration, ts.isStatement) ?? declaration
      visit(statement)
      const modifier = name !== undefined && !isRenamed ? 'export ' : ''
      return `${isInternal(statement) ? '/** @internal */\n' : ''}${modifier}${textOf(statement)}`
    })
    if (isRenamed) text.push(`export { ${symbol.name} as ${name} }`)
    return text.join('\n')
  }

  /** Notes the types that a declaration names and that are exported nowhere, and those of other packages. */
  function visit(node: ts.Node): void {
    ts.forEachChild(node, visit)
    if (!ts.isIdentifier(node)) return
    const symbol = checker.getSymbolAtLocation(node)
    if (!symbol) return
    const meant = target(symbol)
    const [declaration] = meant.declarations ?? []
    if (!declaration) return
    const imported = ts.findAncestor(declaration, ts.isImportDeclaration)
    if (imported) imports.add(`import type { ${meant.name} } from ${imported.moduleSpecifier.getText()}`)
    if (imported || exported.has(meant) || !isOfModule(declaration)) return
    if (ofMain.has(meant)) imports.add(`import type { ${ofMain.get(meant)} } from '${main?.specifier}'`)
    else hidden.add(meant)
  }
}

/** Whether it is declared by itself, and not as a part of something else. */
function isOfModule(declaration: ts.Declaration): boolean {
  const { parent } = declaration
  return ts.isSourceFile(parent) || ts.isVariableDeclarationList(parent)
}

function textOf(statement: ts.Node): string {
  const printer = ts.createPrinter({ removeComments: true })
  const text = printer.printNode(ts.EmitHint.Unspecified, statement, statement.getSourceFile())
  return text.replace(/^(export |declare )+/, '')
}

/** Whether it is for our own packages only. */
function isInternal(statement: ts.Node): boolean {
  return ts.getJSDocTags(statement).some(({ tagName }) => tagName.text === 'internal')
}

function sorted(parts: (readonly [string, string])[]): string[] {
  return [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)
}

/** A program of nothing but this package's declarations: names of other packages stay names. */
function declarationProgram(entries: string[], read: ReadDeclarations): ts.Program {
  const options: ts.CompilerOptions = { noLib: true, types: [], noEmit: true }
  const host: ts.CompilerHost = {
    fileExists: (path) => read(path) !== undefined,
    readFile: read,
    getSourceFile(path, version) {
      const text = read(path)
      return text === undefined ? undefined : ts.createSourceFile(path, text, version, true)
    },
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => {
        if (!text.startsWith('.')) return { resolvedModule: undefined }
        const resolvedFileName = resolve(dirname(from), text)
        return { resolvedModule: { resolvedFileName, extension: ts.Extension.Ts } }
      }),
    getDefaultLibFileName: () => 'lib.d.ts',
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile() {},
  }
  return ts.createProgram(entries, options, host)
}
