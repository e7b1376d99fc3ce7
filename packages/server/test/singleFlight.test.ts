import { expect, test } from 'vitest'
import { singleFlight } from '../src/reuse/singleFlight.ts'

const { signal } = new AbortController()
const never = () => new Promise<string>(() => {})

test('who waits longer than the patience for work that somebody else began starts it anew', async () => {
  const fly = singleFlight<string>(20)
  const lost = fly('ann', signal, never)
  expect(await fly('ann', signal, async () => 'new')).toEqual({ value: 'new', isJoined: false })
  // And nobody else waits for the lost one.
  expect(await fly('ann', signal, async () => 'newer')).toEqual({ value: 'newer', isJoined: false })
  expect(await Promise.race([lost, 'still waits'])).toBe('still waits')
})

test('of many who have waited too long one starts it anew', async () => {
  const fly = singleFlight<number>(200)
  let started = 0
  // Takes longer than their timers are apart, and shorter than the patience.
  const work = async () => {
    started += 1
    await new Promise((resolve) => setTimeout(resolve, 50))
    return started
  }
  fly('ann', signal, () => new Promise<number>(() => {}))
  const all = await Promise.all(Array.from({ length: 10 }, () => fly('ann', signal, work)))
  expect(all.map(({ value }) => value)).toEqual(Array(10).fill(1))
  expect(started).toBe(1)
})

test('who began the work waits for it without end', async () => {
  const fly = singleFlight<string>(1)
  const slow = () => new Promise<string>((resolve) => setTimeout(() => resolve('done'), 30))
  expect(await fly('ann', signal, slow)).toEqual({ value: 'done', isJoined: false })
})

test('a signal that has ended already rejects, and ends work that nobody else waits for', async () => {
  const fly = singleFlight<string>(1000)
  const seen: AbortSignal[] = []
  const work = (signal: AbortSignal) => {
    seen.push(signal)
    return never()
  }
  await expect(fly('ann', AbortSignal.abort(), work)).rejects.toMatchObject({ code: 'aborted' })
  expect(seen.map(({ aborted }) => aborted)).toEqual([true])
})
