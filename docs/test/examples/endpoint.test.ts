import { type Emulator, startEmulator } from '@freshice/emulator'
import { cloudflareTurn, createIceHandler } from '@freshice/server'
import { afterAll, beforeAll, expect, test } from 'vitest'

let emulator: Emulator

beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

test('my endpoint tells how long a credential lives', async () => {
  const handler = createIceHandler({
    provider: cloudflareTurn(emulator),
    authorize: () => ({ user: 'test' }),
    ttl: 20,
  })
  const response = await handler(new Request('https://app.example/api/ice-servers'))
  expect(await response.json()).toMatchObject({ ttl: 20, iceServers: [{}, { username: expect.any(String) }] })
})
