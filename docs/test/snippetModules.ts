import { join } from 'node:path'
import { parse } from 'vue/compiler-sfc'
import { type DeclaredName, declaredNames } from './declaredNames.ts'
import { type CodeBlock, type Page, repository } from './markdownPages.ts'

/** A block of code as a file that a compiler can read. */
export interface SnippetModule {
  block: CodeBlock
  /** Where it would lie. */
  path: string
  text: string
}

const compiled = ['ts', 'tsx', 'js', 'vue']

export function isCompiled({ language, info }: CodeBlock): boolean {
  return compiled.includes(language) && info === ''
}

/**
 * Makes files of a page's blocks. A page is read from the top: what one block imports or declares, those below have too.
 * A block that begins with a comment like `// app/plugin.ts` or `<!-- App.vue -->` is the file of that name, for others to
 * import.
 */
export function snippetModules({ path: page, blocks }: Page): SnippetModule[] {
  const slug = page.replace(/\W+/g, '-')
  const folder = snippetFolder(page, slug)
  const known = new Map<string, string>()
  return blocks.filter(isCompiled).map((block, index) => {
    const { language, code } = block
    const named = /^(?:\/\/|<!--) ([\w./-]+\.\w+)(?: -->)?\n/.exec(code)?.[1]
    const path = join(folder, named ?? `${slug}-${index + 1}.${language}`)
    const own = declaredNames(language === 'vue' ? (parse(code).descriptor.scriptSetup?.content ?? '') : code)
    const isNeeded = (name: string) =>
      own.every((declared) => declared.name !== name) && new RegExp(`(?<![.\\w'"/-])${name}\\b`).test(code)
    const imports = [...known].filter(([name]) => isNeeded(name)).map(([, line]) => line)
    for (const { name, importedBy, isType } of own) {
      // A component of Vue exports nothing of its script.
      if (importedBy === undefined && language === 'vue') continue
      known.set(name, importedBy ?? `import { ${isType ? 'type ' : ''}${name} } from '${path}';`)
    }
    return { block, path, text: withImports(block, imports.join(''), own) }
  })
}

/** Beside the files that the page speaks of, so that it finds the packages that they find. */
function snippetFolder(page: string, slug: string): string {
  const owner = /^(packages|examples)\/\w+(?=\/)/.exec(page)?.[0] ?? 'docs'
  // The recipes' files import each other there.
  return page.startsWith('docs/recipes/') ? join(repository, 'e2e/recipes') : join(repository, owner, slug)
}

/** Everything is put on lines that are there, so that they count as in the page. */
function withImports({ language, code }: CodeBlock, imports: string, own: DeclaredName[]): string {
  if (language === 'vue') return code.replace(/<script setup[^>]*>/, (tag) => tag + imports)
  // A directive stays the first statement.
  const [directive = ''] = /^(?:\/\/.*\n)?'use \w+'\n/.exec(code) ?? []
  const exported = own.filter(({ importedBy, isExported }) => importedBy === undefined && !isExported)
  const names = exported.map(({ name }) => name).join(', ')
  return `${directive}${imports}${code.slice(directive.length)}export { ${names} }\n`
}
