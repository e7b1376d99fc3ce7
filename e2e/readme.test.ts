import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, type TestContext, test } from 'vitest'
import { browserPaths, launchBrowser } from './browsers.ts'
import { writeReadmeApp } from './readme/writeReadmeApp.ts'

/** The least life that holds on a busy machine, in seconds. */
const TTL = 12

describe.skipIf(!browserPaths.Chromium).concurrent('the app of the README', () => {
  /** Serves the app, and returns its address. */
  async function serve(framework: 'react' | 'vue', { onTestFinished }: TestContext): Promise<string> {
    const root = await writeReadmeApp({ framework, ttl: TTL })
    const execArgv = ['--disable-warning=ExperimentalWarning', '--conditions=@freshice/source']
    const server = fork(fileURLToPath(new URL('readme/serve.ts', import.meta.url)), [root], { execArgv })
    onTestFinished(async () => {
      const ended = once(server, 'exit')
      if (server.connected) server.disconnect()
      if (server.exitCode === null) await ended
      await rm(root, { recursive: true })
    })
    const [url] = await Promise.race([
      once(server, 'message'),
      once(server, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with ${code}.`))),
    ])
    return url
  }

  test.for(['react', 'vue'] as const)(
    '%s: connects, and stays so past the end of its credential',
    async (framework, context) => {
      // One each: of two pages in one browser one is hidden.
      const browser = await launchBrowser('Chromium')
      context.onTestFinished(() => browser.close())
      const page = await browser.newPage()
      const said: string[] = []
      page.on('console', (message) => {
        if (['warn', 'error'].includes(message.type())) said.push(message.text())
      })
      page.on('pageerror', (error) => said.push(String(error)))
      // What is not there yet is brought and bundled first.
      await page.goto(await serve(framework, context), { timeout: 60_000 })
      await page.waitForFunction(() => document.querySelector('main')?.textContent?.includes('connected'))
      const texts = await page.evaluate(watchTexts, (TTL + 10) * 1000)
      expect(texts.filter((text) => !/^connected, on a credential until \d/.test(text))).toEqual([])
      expect(texts.length).toBeGreaterThan(1)
      expect(said).toEqual([])
    },
  )
})

/** Every text of the page for so many milliseconds: past the end of a credential, and until Chromium would have noticed. */
async function watchTexts(duration: number): Promise<string[]> {
  const main = document.querySelector('main')
  const text = () => main?.textContent?.trim() ?? ''
  const texts = [text()]
  const observer = new MutationObserver(() => texts.push(text()))
  if (main) observer.observe(main, { subtree: true, childList: true, characterData: true })
  // The subject is time itself.
  await new Promise((resolve) => setTimeout(resolve, duration))
  observer.disconnect()
  return [...new Set(texts)]
}
