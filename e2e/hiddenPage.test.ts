import { describe, expect, test } from 'vitest'
import { browserPaths } from './browsers.ts'
import { expectAlive } from './calls/expectAlive.ts'
import { useLab } from './calls/useLab.ts'

describe.skipIf(!browserPaths.Chromium)('in Chromium', () => {
  const lab = useLab('Chromium')

  test('a call lives for 30 s in a hidden page', async () => {
    const call = await lab.call({ with: 'freshice' })
    const other = await lab.browser().newPage()
    await other.bringToFront()
    const visibility = () => call.page.evaluate(() => document.visibilityState)
    expect(await visibility()).toBe('hidden')
    const report = await call.watch(30_000)
    expect(await visibility()).toBe('hidden')
    await other.close()
    expectAlive(report, call.house, 3)
  })
})
