import ts from 'typescript'

/** A name at the top level of a block of code. */
export interface DeclaredName {
  name: string
  /** For an imported one: the statement that imports it. */
  importedBy: string | undefined
  isType: boolean
  isExported: boolean
}

/** All names at the top level of a block of TypeScript or JavaScript. */
export function declaredNames(code: string): DeclaredName[] {
  const { statements } = ts.createSourceFile('block.tsx', code, ts.ScriptTarget.Latest)
  return statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement)) return importedNames(statement)
    const isExported =
      (ts.getCombinedModifierFlags(statement as unknown as ts.Declaration) & ts.ModifierFlags.Export) !== 0
    const declared = (name: string, isType = false) => ({ name, importedBy: undefined, isType, isExported })
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations
        .flatMap(({ name }) => boundNames(name))
        .map((name) => declared(name))
    }
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
      return [declared(statement.name.text, true)]
    if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
      return [declared(statement.name.text)]
    return []
  })
}

function importedNames({ importClause, moduleSpecifier }: ts.ImportDeclaration): DeclaredName[] {
  if (!importClause) return []
  const from = ` from '${(moduleSpecifier as ts.StringLiteral).text}';`
  const { name, namedBindings, phaseModifier } = importClause
  const type = phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type ' : ''
  const imported = (name: ts.Identifier, clause: string): DeclaredName => ({
    name: name.text,
    importedBy: `import ${type}${clause}${from}`,
    isType: type !== '',
    isExported: false,
  })
  const first = name ? [imported(name, name.text)] : []
  if (!namedBindings) return first
  if (ts.isNamespaceImport(namedBindings))
    return [...first, imported(namedBindings.name, `* as ${namedBindings.name.text}`)]
  const named = namedBindings.elements.map((element) => {
    const from = element.propertyName ? `${element.propertyName.text} as ` : ''
    return imported(element.name, `{ ${element.isTypeOnly ? 'type ' : ''}${from}${element.name.text} }`)
  })
  return [...first, ...named]
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []))
}
