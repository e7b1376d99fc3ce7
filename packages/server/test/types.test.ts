import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
  customConditions: ['@freshice/source'],
  noEmit: false,
}

/** The declarations that are published, by their paths. */
const declarations = readDeclarations()

function readDeclarations(): Map<string, string> {
  const files = new Map<string, string>()
  const program = ts.createProgram([`${root}src/index.ts`], {
    ...options,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    declaration: true,
    emitDeclarationOnly: true,
    rewriteRelativeImportExtensions: false,
  })
  program.emit(undefined, (path, text) => {
    if (path.startsWith(`${root}src/`)) files.set(path, text)
  })
  return files
}

/** What a user's compiler says of these declarations, and of a file of the user's own beside them. */
function problemsOf(user: string, platform: { lib: string[]; types: string[] }): string[] {
  const files = new Map(declarations)
  const userPath = `${root}src/user.ts`
  files.set(userPath, user)
  const settings = { ...options, ...platform, noEmit: true, skipLibCheck: false }
  const host = ts.createCompilerHost(settings)
  const { getSourceFile, fileExists, readFile } = host
  // Only the declarations are there, as in the package: no source stands beside them.
  const isHidden = (path: string) => path.startsWith(`${root}src/`) && !files.has(path)
  // Where the types of platforms are looked for.
  host.getCurrentDirectory = () => root
  host.fileExists = (path) => files.has(path) || (!isHidden(path) && fileExists(path))
  host.readFile = (path) => files.get(path) ?? (isHidden(path) ? undefined : readFile(path))
  host.getSourceFile = (path, language) => {
    const text = files.get(path)
    return text === undefined ? getSourceFile(path, language) : ts.createSourceFile(path, text, language)
  }
  const program = ts.createProgram([userPath], settings, host)
  const own = program.getSourceFiles().filter(({ fileName }) => files.has(fileName))
  expect(own.length).toBeGreaterThan(10)
  return [...program.getOptionsDiagnostics(), ...own.flatMap((file) => [...program.getSemanticDiagnostics(file)])].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
  )
}

const user = `
import { createIceHandler, coturn, type IceServersAnswer } from './index.ts'
const handler = createIceHandler({ provider: coturn({ urls: 'turn:t.example', secret: 's' }), authorize: () => ({ user: 'ann' }) })
export const respond = (request: Request): Promise<Response> => handler(request)
export const urlsOf = ({ iceServers }: IceServersAnswer): string[] => iceServers.flatMap(({ urls }) => urls)
// A wrong type must be seen: nothing may have become any.
// @ts-expect-error
export const wrong = ({ iceServers }: IceServersAnswer): number => iceServers[0]?.username
`

test.each([
  ['Node, without DOM types', { lib: ['lib.es2023.d.ts'], types: ['node'] }],
  ['Workers, without DOM types', { lib: ['lib.es2023.d.ts'], types: ['@cloudflare/workers-types'] }],
])(
  'the published types check in %s',
  (_name, platform) => {
    expect(problemsOf(user, platform)).toEqual([])
  },
  60_000,
)

test("beside DOM types its RTCIceServer and the DOM's fit each other", () => {
  const both = `
import type { RTCIceServer as Own } from './index.ts'
declare const own: Own
declare const dom: RTCIceServer
export const configuration: RTCConfiguration = { iceServers: [own] }
export const back: Own = dom
${user}`
  expect(problemsOf(both, { lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'], types: [] })).toEqual([])
}, 60_000)
