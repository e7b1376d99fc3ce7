import type { MarkdownRenderer } from 'vitepress'

/** Keeps Vue from reading `{{ … }}` in code within a sentence, which means JSX or a template there. */
export function verbatimCode(md: MarkdownRenderer): void {
  const code = md.renderer.rules.code_inline
  md.renderer.rules.code_inline = (tokens, index, options, env, self) => {
    tokens[index]?.attrSet('v-pre', '')
    return code?.(tokens, index, options, env, self) ?? ''
  }
}
