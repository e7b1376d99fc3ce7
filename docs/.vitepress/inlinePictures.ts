import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { MarkdownRenderer } from 'vitepress'

/**
 * Puts an SVG file into the page itself, so that it follows the site's switch between light and dark: as an image it would
 * follow the system's. The title and the colours of the file, which are for the repository, give way to the page's own.
 */
export function inlinePictures(md: MarkdownRenderer, docs: string): void {
  const image = md.renderer.rules.image
  md.renderer.rules.image = (tokens, index, options, env, self) => {
    const token = tokens[index]
    const src = token?.attrGet('src') ?? ''
    if (!token || !src.endsWith('.svg')) return image?.(tokens, index, options, env, self) ?? ''
    const svg = readFileSync(join(env.path ? dirname(env.path) : docs, src), 'utf8')
    const label = md.utils.escapeHtml(token.content)
    const width = /viewBox="0 0 (\d+)/.exec(svg)?.[1]
    const attributes = `class="picture" style="min-width: ${Number(width) * 0.85}px" role="img" aria-label="${label}"`
    const inline = svg.replace(/<title>.*<\/style>/s, '').replace('<svg ', `<svg v-pre ${attributes} `)
    // Narrow screens scroll it, as they do a table: shrunk, its words could not be read.
    return `<span class="picture-frame">${inline.trim()}</span>`
  }
}
