import { createIceClient } from '@freshice/core'
import { expect, test, vi } from 'vitest'

test('the button comes back after a refresh', async () => {
  vi.useFakeTimers()
  let user = 0
  const client = createIceClient(async () => {
    user += 1
    return { iceServers: [{ urls: 'turn:turn.example.com', username: `user-${user}`, credential: 'secret' }], ttl: 600 }
  })
  const stop = client.subscribe(() => {})
  await vi.advanceTimersByTimeAsync(600_000)
  expect(client.getState()).toMatchObject({ status: 'fresh', iceServers: [{ username: 'user-2' }] })
  stop()
  vi.useRealTimers()
})
