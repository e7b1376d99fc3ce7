import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { markdownPages, readPage, repository, targetOf } from './markdownPages.ts'

const pages = markdownPages()
const anchorsOf = new Map(pages.map(({ path, anchors }) => [path, anchors]))

/** What is wrong with a link; nothing for one to another site. */
function fault(page: string, link: string): string | undefined {
  if (/^[a-z]+:/.test(link)) return undefined
  if (link.startsWith('/')) return 'begins with a slash: it works only on the site'
  const { path, anchor } = targetOf(page, link)
  if (!existsSync(join(repository, path))) return `${path} is not there`
  const isFolder = statSync(join(repository, path)).isDirectory()
  if (isFolder && page.startsWith('docs/') && path.startsWith('docs'))
    return 'is a folder: it works only in the repository'
  if (anchor !== undefined && !anchorsOf.get(path)?.includes(anchor)) return `${path} has no heading #${anchor}`
  return undefined
}

test('every relative link leads to a file that is there, and to a heading in it', () => {
  const faults = pages.flatMap(({ path, links }) =>
    links.map((link) => ({ path, link, fault: fault(path, link) })).filter(({ fault }) => fault),
  )
  expect(faults.map(({ path, link, fault }) => `${path}: ${link} ${fault}`)).toEqual([])
})

test('every link of the menus and of the first page leads to a page', () => {
  const config = readFileSync(join(repository, 'docs/.vitepress/config.ts'), 'utf8')
  const home = readFileSync(join(repository, 'docs/index.md'), 'utf8')
  const links = [...config.matchAll(/link: '(\/[^']*)'/g), ...home.matchAll(/^ +link: (\/\S*)$/gm)].map(
    ([, link = '']) => link,
  )
  expect(links.length).toBeGreaterThan(25)
  const isPage = (link: string) =>
    ['.md', 'index.md', 'README.md'].some((end) => existsSync(join(repository, 'docs', `${link}${end}`)))
  // What TypeDoc makes is checked where it is built.
  expect(links.filter((link) => link !== '/api/' && !isPage(link))).toEqual([])
})

test('the page about a refresh names the files it goes through', () => {
  const page = pages.find(({ path }) => path === 'docs/how-a-refresh-travels.md')
  const files = page?.links.filter((link) => link.endsWith('.ts')) ?? []
  expect(files.length).toBeGreaterThan(20)
})

test('a dead link and a dead anchor would be seen', () => {
  expect(fault('docs/guides/ssr.md', 'nothing.md')).toBe('docs/guides/nothing.md is not there')
  expect(fault('docs/guides/ssr.md', 'tabs.md#nothing')).toBe('docs/guides/tabs.md has no heading #nothing')
  expect(fault('docs/guides/ssr.md', '#nuxt')).toBeUndefined()
  expect(readPage('x.md', '# A `b` c: d\n\n[here](#a-b-c-d)').anchors).toEqual(['a-b-c-d'])
})
