import { describe, expect, test } from 'vitest'
import { browserPaths } from './browsers.ts'
import { useLab } from './calls/useLab.ts'

describe.skipIf(!browserPaths.Chromium)('in Chromium', () => {
  const lab = useLab('Chromium')

  test('closed connections are not kept in memory by their client', async () => {
    const { page } = await lab.open('collected', { ttl: 600 })
    await page.evaluate(() => window.haveCalls(5))
    const memory = await page.createCDPSession()
    // A closed connection lets go of its last parts a moment later.
    const collect = async () => {
      await memory.send('HeapProfiler.collectGarbage')
      return page.evaluate(() => window.remembered())
    }
    await expect.poll(collect, { timeout: 5000, interval: 200 }).toBe(0)
    // Nobody tells of close(), so that is seen at the next look.
    await expect.poll(() => page.evaluate(() => window.ended()), { timeout: 12_000 }).toBe(10)
  })
})
