import { afterEach, expect, test, vi } from 'vitest'
import { sharedIceClient } from '../src/index.ts'

const base = document.createElement('base')

afterEach(() => {
  base.remove()
  vi.restoreAllMocks()
})

test('a relative URL means what it means to fetch, under a <base> too', async () => {
  base.href = '/app/'
  document.head.append(base)
  const asked: string[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    asked.push(new Request(input).url)
    return new Response('{}', { status: 404 })
  })
  await expect(sharedIceClient('api/ice-servers').refresh()).rejects.toMatchObject({ status: 404 })
  expect(asked).toEqual([`${location.origin}/app/api/ice-servers`])
  expect(sharedIceClient('/app/api/ice-servers')).toBe(sharedIceClient('api/ice-servers'))
})
