import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Slugger from 'github-slugger'
import MarkdownIt from 'markdown-it'

export const repository = fileURLToPath(new URL('../..', import.meta.url))

/** A fenced block of code. */
export interface CodeBlock {
  page: string
  /** Of its first line, from 1. */
  line: number
  language: string
  /** What follows the language in the info string: `file=…` or `not-compiled=…`. */
  info: string
  code: string
}

/** A Markdown file of this repository. */
export interface Page {
  /** From the top of the repository, with slashes. */
  path: string
  blocks: CodeBlock[]
  /** The targets of its links and pictures. */
  links: string[]
  /** Code within sentences. */
  inlineCode: string[]
  /** The anchors of its headings, as GitHub makes them. */
  anchors: string[]
}

const everywhere = [
  '*.md',
  'docs/**/*.md',
  'packages/*/README.md',
  'examples/*/README.md',
  'bench/*.md',
  'bench/*/RESULTS.md',
]
const generated = ['docs/api/**', '**/node_modules/**', '**/dist/**']

/** All pages that people read. */
export function markdownPages(): Page[] {
  const paths = globSync(everywhere, { cwd: repository, exclude: generated }).map((path) => path.replaceAll('\\', '/'))
  return paths.sort().map((path) => readPage(path, readFileSync(join(repository, path), 'utf8')))
}

type Token = ReturnType<MarkdownIt['parse']>[number]

const markdown = new MarkdownIt({ html: true })

export function readPage(path: string, source: string): Page {
  // Lines count as in the file.
  const text = source.replace(/^---\n.*?\n---\n/s, (front) => front.replace(/.+/g, ''))
  const tokens = markdown.parse(text, {})
  const inline = tokens.flatMap(({ children }) => children ?? [])
  const slugger = new Slugger()
  return {
    path,
    blocks: tokens.filter(({ type }) => type === 'fence').map((token) => toBlock(path, token)),
    links: inline.flatMap((token) => token.attrGet('href') ?? token.attrGet('src') ?? []),
    inlineCode: inline.filter(({ type }) => type === 'code_inline').map(({ content }) => content),
    anchors: tokens.flatMap((token, index) =>
      token.type === 'heading_open' ? slugger.slug(plainText(tokens[index + 1])) : [],
    ),
  }
}

function toBlock(page: string, { map, info, content }: Token): CodeBlock {
  const [language = '', ...rest] = info.trim().split(/ +/)
  return { page, line: (map?.[0] ?? 0) + 2, language, info: rest.join(' '), code: content }
}

function plainText(token: Token | undefined): string {
  return (token?.children ?? [])
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('')
}

/** Where a relative link leads: a path from the top of the repository, and an anchor. */
export function targetOf(page: string, link: string): { path: string; anchor: string | undefined } {
  const [, to = '', anchor] = /^([^#]*)(?:#(.*))?$/.exec(link) ?? []
  return { path: to === '' ? page : join(dirname(page), decodeURI(to)).replaceAll('\\', '/'), anchor }
}
