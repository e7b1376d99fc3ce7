import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const blocks = [...readFileSync(`${root}README.md`, 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(
  ([, code = '']) => code,
)

/** What the README leaves to the reader, and what one block takes from another. */
const context: Record<string, string> = {
  findSession: 'declare const findSession: (request: Request) => Promise<{ userId: string } | undefined>',
  session: 'declare const session: { userId: string }',
  provider: "declare const provider: import('../src/index.ts').TurnProvider",
  authorize: "declare const authorize: import('../src/index.ts').Authorize",
  reuse: "declare const reuse: import('../src/index.ts').ReuseStorage",
  createIceHandler: "declare const createIceHandler: typeof import('../src/index.ts').createIceHandler",
  ratelimit: "declare const ratelimit: import('@upstash/ratelimit').Ratelimit",
  env: "declare const env: Record<'CREDENTIALS', import('@cloudflare/workers-types').KVNamespace> & Record<'LIMITER', import('@cloudflare/workers-types').RateLimit>",
}

/** A block with what it takes from elsewhere, and nothing that it declares itself. */
function asModule(code: string): string {
  const isOwn = (name: string) =>
    new RegExp(`const ${name}\\b|import \\{[^}]*\\b${name}\\b|\\b${name}: \\{ [A-Z]`).test(code)
  const needed = Object.entries(context).filter(([name]) => new RegExp(`\\b${name}\\b`).test(code) && !isOwn(name))
  return `${needed.map(([, line]) => line).join('\n')}\n${code}\nexport {}\n`
}

test('every block of TypeScript in the README type-checks', () => {
  const files = new Map(blocks.map((code, index) => [`${root}test/readme-${index + 1}.ts`, asModule(code)]))
  expect(files.size).toBeGreaterThan(8)
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    customConditions: ['@freshice/source'],
    paths: { '@freshice/server': [`${root}src/index.ts`] },
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (path) => files.has(path) || fileExists(path)
  host.getSourceFile = (path, language) => {
    const text = files.get(path)
    return text === undefined ? getSourceFile(path, language) : ts.createSourceFile(path, text, language)
  }
  const program = ts.createProgram([...files.keys()], options, host)
  const problems = [...files.keys()].flatMap((path) =>
    [program.getSyntacticDiagnostics, program.getSemanticDiagnostics].flatMap((diagnose) =>
      diagnose(program.getSourceFile(path)).map(
        ({ messageText }) => `${path.slice(root.length)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
      ),
    ),
  )
  expect(problems).toEqual([])
}, 60_000)
