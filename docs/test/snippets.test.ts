import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ParseError, parse as parseJsonc, printParseErrorCode } from 'jsonc-parser'
import { expect, test } from 'vitest'
import { cliArgs } from '../../packages/emulator/src/cli/cliArgs.ts'
import { compileSnippets } from './compileSnippets.ts'
import { type CodeBlock, markdownPages, type Page, readPage, repository } from './markdownPages.ts'
import { missingScripts } from './missingScripts.ts'
import { isCompiled, snippetModules } from './snippetModules.ts'

const pages = markdownPages()
const planted = readPage('planted.md', readFileSync(join(import.meta.dirname, 'planted.md.txt'), 'utf8'))
const blocks = pages.flatMap((page) => page.blocks)

/** Languages that something checks, and those in which there is nothing to check. */
const checked = ['ts', 'tsx', 'js', 'vue', 'json', 'jsonc', 'sh']
const unchecked = ['ini']

function place({ page, line }: CodeBlock): string {
  return `${page}:${line}`
}

/** What is wrong with a JSON block. */
function jsonProblems(block: CodeBlock): string[] {
  const errors: ParseError[] = []
  parseJsonc(block.code, errors, { disallowComments: block.language === 'json', allowTrailingComma: false })
  return errors.map(({ error, offset }) => `${place(block)}: ${printParseErrorCode(error)} at ${offset}`)
}

/** The file that a block says it is, when it is not. */
function otherThanItsFile(block: CodeBlock): string[] {
  const path = /^file=(\S+)$/.exec(block.info)?.[1]
  if (path === undefined) return []
  return readFileSync(join(repository, path), 'utf8') === block.code ? [] : [`${place(block)} is not ${path}`]
}

function unknownFlags({ code, ...block }: CodeBlock): string[] {
  const commands = code.match(/npx @freshice\/emulator .*/g) ?? []
  const flags = commands.flatMap((command) => command.match(/--[\w-]+/g) ?? [])
  return flags.filter((flag) => !(flag.slice(2) in cliArgs)).map((flag) => `${place({ code, ...block })}: ${flag}`)
}

test('there is code in the READMEs, the guides and the recipes', () => {
  const withCode = new Set(blocks.filter(isCompiled).map(({ page }) => page))
  expect([...withCode]).toEqual(
    expect.arrayContaining(['README.md', 'packages/core/README.md', 'docs/guides/ssr.md', 'docs/recipes/peerjs.md']),
  )
  expect(blocks.filter(isCompiled).length).toBeGreaterThan(80)
})

test('every block of code says a language that is known here', () => {
  const strange = blocks.filter(({ language }) => ![...checked, ...unchecked].includes(language))
  expect(strange.map((block) => `${place(block)}: ${block.language || 'none'}`)).toEqual([])
})

test('no block is left out of this but those listed here', () => {
  const marked = blocks.filter(({ info }) => info !== '' && !info.startsWith('file='))
  expect(marked.map((block) => `${place(block)}: ${block.info}`)).toEqual([])
})

test('a block that names its file is that file', () => {
  expect(blocks.flatMap(otherThanItsFile)).toEqual([])
})

test('every block of TypeScript, JavaScript and Vue type-checks, and those with a fault do not', () => {
  const problems = compileSnippets([...pages, planted].flatMap(snippetModules))
  const isPlanted = (problem: string) => problem.startsWith(planted.path)
  expect(problems.filter((problem) => !isPlanted(problem))).toEqual([])
  expect(problems.filter(isPlanted)).toEqual([
    'planted.md:6: Expected 2-3 arguments, but got 1.',
    "planted.md:10: Cannot find name 'notDeclared'.",
    "planted.md:14: Property 'nothing' does not exist on type 'IceClient'.",
    "planted.md:18: Cannot find module '@freshice/nothing' or its corresponding type declarations.",
    expect.stringMatching(/^planted\.md:28: Property 'nothing' does not exist on type '.*"pending"/),
  ])
}, 120_000)

test('every block of JSON parses', () => {
  expect(blocks.filter(({ language }) => language.startsWith('json')).flatMap(jsonProblems)).toEqual([])
})

test('every script that is named exists, in blocks and in sentences', () => {
  const missing = ({ path, blocks, inlineCode }: Page) => {
    const shell = blocks.filter(({ language }) => language === 'sh').map(({ code }) => code)
    return [...shell, ...inlineCode].flatMap(missingScripts).map((script) => `${path}: pnpm ${script}`)
  }
  expect(pages.flatMap(missing)).toEqual([])
})

test('every flag of the emulator that is named exists', () => {
  expect(blocks.flatMap(unknownFlags)).toEqual([])
})

test('a fault of each kind is seen', () => {
  const [json, flag, file] = planted.blocks.slice(-3)
  expect(json && jsonProblems(json)).toEqual([
    'planted.md:33: PropertyNameExpected at 15',
    'planted.md:33: ValueExpected at 15',
  ])
  expect(flag && unknownFlags(flag)).toEqual([expect.stringContaining('--plant')])
  expect(file && otherThanItsFile(file)).toHaveLength(1)
  expect(missingScripts('npx -y pnpm@12 plant && pnpm run demo && pnpm --dir examples/node plant')).toEqual([
    'plant',
    'examples/node plant',
  ])
})
