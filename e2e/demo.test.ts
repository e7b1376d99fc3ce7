import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserPaths, launchBrowser } from './browsers.ts'

/** The life of a credential, in seconds: the least that holds on a busy machine. */
const TTL = 12

describe.skipIf(!browserPaths.Chromium)('the demo', () => {
  let demo: ChildProcess
  let message = ''
  let browser: Browser

  const addressOf = (name: string) => new RegExp(`${name}\\s+(http\\S+)`).exec(message)?.[1] ?? ''

  beforeAll(async () => {
    const root = fileURLToPath(new URL('..', import.meta.url))
    const args = ['--disable-warning=ExperimentalWarning', '--conditions=@freshice/source', 'scripts/demo.ts']
    demo = spawn(process.execPath, args, { cwd: root, env: { ...process.env, DEMO_TTL: String(TTL) } })
    const started = new Promise<void>((resolve, reject) => {
      demo.stdout?.on('data', (chunk) => {
        message += chunk
        if (message.includes('Ctrl-C')) resolve()
      })
      demo.once('exit', (code) => reject(new Error(`The demo ended with ${code}.`)))
    })
    browser = await launchBrowser('Chromium')
    await started
  })
  afterAll(async () => {
    await browser?.close()
    if (demo.exitCode === null) demo.kill('SIGKILL')
  })

  test.each(['React', 'Vue'])('%s shows a relayed call that moves to newer credentials', async (name) => {
    const page = await browser.newPage()
    await page.goto(addressOf(name))
    await show(page, 'call-state', 'idle')
    await page.click('[data-testid="start-call"]')
    await show(page, 'call-state', 'connected')
    await show(page, 'relayed', 'yes')
    expect(Number(await read(page, 'expires-in'))).toBeLessThanOrEqual(TTL)
    await show(page, 'rotations', '2')
    expect(await read(page, 'call-state')).toBe('connected')
    expect(Number(await read(page, 'restarts'))).toBeGreaterThanOrEqual(2)
    expect(await read(page, 'largest-pause-ms')).toMatch(/^\d+$/)
    expect(Number(await read(page, 'largest-pause-ms'))).toBeLessThan(2000)
    await page.close()
  })

  test.each(['React', 'Vue'])('%s says which servers work from here, and that a call connects', async (name) => {
    const page = await browser.newPage()
    await page.goto(addressOf(name))
    await page.click('[data-testid="probe-start"]')
    await show(page, 'probe-sentence', 'A call connects from here: every server was reached.')
    const verdicts = await page.$$eval('[data-testid="probe-results"] tbody tr', (rows) =>
      rows.map((row) => [...row.children].slice(1, 3).map((cell) => cell.textContent)),
    )
    expect(verdicts).toContainEqual(['UDP', 'reached'])
    expect(verdicts).toContainEqual(['TCP', 'reached'])
    await page.close()
  })

  test('ends everything on Ctrl-C', async () => {
    demo.kill('SIGINT')
    expect(await once(demo, 'exit')).toEqual([0, null])
  })
})

const read = (page: Page, id: string) => page.$eval(`[data-testid="${id}"]`, (element) => element.textContent?.trim())

/** Waits until a field of the screen shows this. */
async function show(page: Page, id: string, text: string) {
  const shows = (id: string, text: string) =>
    document.querySelector(`[data-testid="${id}"]`)?.textContent?.trim() === text
  await page.waitForFunction(shows, { timeout: 40_000 }, id, text)
}
