import { expectNoSecret } from './checkAnswer.ts'

/**
 * Looks at a page as its server has rendered it.
 *
 * @throws Error when it has no servers in it, may be stored, or shows a secret
 */
export async function checkRendered(url: string, secrets: string[]): Promise<void> {
  const response = await fetch(url)
  const html = await response.text()
  if (!/id="status"[^>]*>fresh</.test(html)) throw new Error(`The server rendered no servers:\n${html.slice(0, 2000)}`)
  if (!response.headers.get('cache-control')?.includes('no-store')) throw new Error('The page may be stored.')
  expectNoSecret(html, secrets)
}
