import { expect, test } from 'vitest'
import { PAUSE } from './expectAlive.ts'
import type { Lab } from './useLab.ts'

/** Longer than elsewhere, in seconds: twelve connections of one page take their time. */
const MESH_TTL = 16

/** Four people who all talk with each other. */
export function mesh(lab: Lab) {
  test('a mesh of four lives, each connection taking each credential once', async () => {
    const { house, page } = await lab.open('mesh', { ttl: MESH_TTL })
    await page.evaluate(() => window.startMesh(4))
    await page.evaluate((time) => window.untilMesh(time), (MESH_TTL + 3) * 1000)
    const report = await page.evaluate(() => window.meshReport())
    console.log(expect.getState().currentTestName, JSON.stringify(report))

    expect(report.errors).toEqual([])
    expect(report.largestPause).toBeLessThan(PAUSE)
    expect(report.ends).toHaveLength(12)
    expect(house.users().length).toBeGreaterThanOrEqual(8)
    for (const { person, events, connectionState, isRelayed } of report.ends) {
      expect({ connectionState, isRelayed }).toEqual({ connectionState: 'connected', isRelayed: true })
      expect(events.map(({ type }) => type)).toContain('moved')
      const applied = events.flatMap(({ type, expiresAt }) => (type === 'applied' ? [expiresAt] : []))
      expect(new Set(applied).size).toBe(applied.length)
      expect(applied.length).toBeLessThanOrEqual(report.generations[person] ?? 0)
    }
    for (let person = 0; person < 4; person += 1) {
      const asked = report.ends
        .filter((end) => end.person === person)
        .flatMap(({ events }) => events.filter(({ type }) => type === 'restarting').map(({ at }) => at))
        .sort((a, b) => a - b)
      // The restarts of one client are spread.
      for (const [index, at] of asked.entries())
        expect(at - (asked[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(190)
    }
  })
}
