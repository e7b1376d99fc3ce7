import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createIceClient, IceServersError, type IceState } from '../src/index.ts'
import { createTestPlatform, settle } from './testPlatform.ts'

/** How the source answers: as it should, with a status, with a page, or with the credential it gave before. */
type Mode = 'ok' | 'html' | 'old' | number

/** What can happen to a client, in any order. Times are in milliseconds. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.integer({ min: 0, max: 400_000 }) }),
  },
  fc.record({ do: fc.constant('jump' as const), ms: fc.integer({ min: -86_400_000, max: 86_400_000 }) }),
  fc.record({ do: fc.constant('sleep' as const), ms: fc.integer({ min: 0, max: 28_800_000 }) }),
  fc.record({ do: fc.constant('show' as const), isVisible: fc.boolean() }),
  fc.record({ do: fc.constant('tell' as const), type: fc.constantFrom('online', 'offline', 'focus', 'pageshow') }),
  fc.record({ do: fc.constantFrom('subscribe' as const, 'leave' as const, 'get' as const, 'refresh' as const) }),
  fc.record({ do: fc.constant('clear' as const) }),
  fc.record({
    do: fc.constant('answer' as const),
    with: fc.constantFrom<Mode[]>('ok', 500, 401, 404, 429, 'html', 'old'),
  }),
)

const scenario = fc.record({
  ttl: fc.constantFrom(1, 12, 60, 3600, 86_400),
  steps: fc.array(step, { maxLength: 60 }),
  random: fc.double({ min: 0, max: 0.999, noNaN: true }),
})

test('whatever happens: no expired credential, no longer life, few requests, nothing left over', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ ttl, steps, random }) => {
      const platform = createTestPlatform({ random: () => random })
      /** When each credential ends on each clock: its request's start and its ttl. */
      const ends = new Map<string, { wall: number; monotonic: number }>()
      const starts: number[] = []
      let mode: Mode = 'ok'
      let issued = 0

      const source = async () => {
        const start = { wall: platform.now(), monotonic: platform.monotonic() }
        starts.push(start.monotonic)
        if (typeof mode === 'number') {
          const retryAt = mode === 429 ? platform.now() + 30_000 : undefined
          throw new IceServersError(mode === 401 ? 'unauthorized' : 'http', 'no', { status: mode, retryAt })
        }
        if (mode === 'html') return '<html>'
        if (mode === 'ok' || issued === 0) issued += 1
        const username = `user${issued}`
        const end = { wall: start.wall + ttl * 1000, monotonic: start.monotonic + ttl * 1000 }
        if (!ends.has(username)) ends.set(username, end)
        const left = Math.min(
          (ends.get(username)?.wall ?? 0) - start.wall,
          (ends.get(username)?.monotonic ?? 0) - start.monotonic,
        )
        return { iceServers: [{ urls: 'turn:t', username, credential: 'c' }], ttl: Math.min(ttl, left / 1000) }
      }
      const client = createIceClient(source, { platform })
      // Noted, not thrown: what a listener throws goes to the page's error reporting.
      const shown: string[] = []
      const check = (iceServers: RTCIceServer[] | undefined) => {
        for (const { username = '' } of iceServers ?? []) {
          const { wall = 0, monotonic = 0 } = ends.get(username) ?? {}
          // Of the two clocks, the one that says "over" first is right.
          if (platform.monotonic() >= monotonic || platform.now() >= wall) shown.push(username)
        }
      }
      const told = (state: IceState) => check(state.iceServers)
      const leaves: (() => void)[] = []

      for (const next of steps) {
        if (next.do === 'advance') await platform.advance(next.ms)
        if (next.do === 'jump') platform.jump(next.ms)
        if (next.do === 'sleep') platform.sleep(next.ms)
        if (next.do === 'show') platform.show(next.isVisible)
        if (next.do === 'tell') platform.tell(next.type)
        if (next.do === 'subscribe') leaves.push(client.subscribe(told))
        if (next.do === 'leave') leaves.pop()?.()
        if (next.do === 'get') client.getIceServers().then(check, () => {})
        if (next.do === 'refresh') client.refresh().then(check, () => {})
        if (next.do === 'clear') client.clear()
        if (next.do === 'answer') mode = next.with
        check(client.getState().iceServers)
        await settle()
        check(client.getState().iceServers)
      }

      for (const leave of leaves) leave()
      await platform.advance(20_000)
      expect(shown).toEqual([])
      expect(platform.timers()).toBe(0)
      expect(platform.listeners()).toBe(0)
      // Two within a second are only what somebody outside has asked for.
      const isAsking = (what: string) => !['advance', 'jump', 'sleep', 'answer', 'leave'].includes(what)
      const asked = steps.filter(({ do: what }) => isAsking(what)).length
      const quick = starts.filter((at, index) => at - (starts[index - 1] ?? -1000) < 999).length
      expect(quick).toBeLessThanOrEqual(asked)
    }),
    { numRuns: 300, seed: 20_300_101 },
  )
}, 60_000)
