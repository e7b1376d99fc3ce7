import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { MarkdownRenderer } from 'vitepress'

export const repository = 'https://github.com/freshice/freshice'

/**
 * Pages link to files of the repository as they lie beside them, so that the links work where the pages are read there.
 * On the site such a link leads to the repository. One to a file that is not there stays as it is, for VitePress to find.
 */
export function repositoryLinks(md: MarkdownRenderer, docs: string): void {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const links = tokens.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'link_open')
    for (const link of links) {
      const href = link.attrGet('href') ?? ''
      if (!href.startsWith('.')) continue
      const file = join(dirname(env.path), decodeURI(href).replace(/#.*/, ''))
      const path = relative(docs, file) + (/#.*/.exec(href)?.[0] ?? '')
      if (path.startsWith('..') && existsSync(file))
        link.attrSet('href', `${repository}/blob/main/${relative('..', path)}`)
    }
  })
}
