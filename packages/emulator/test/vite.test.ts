import { createServer } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import type { Emulator } from '../src/index.ts'
import { type FreshiceEmulatorOptions, freshiceEmulator } from '../src/vite.ts'
import { connect } from './lab.ts'

async function serve(options?: FreshiceEmulatorOptions) {
  let emulator: Emulator | undefined
  const plugin = freshiceEmulator({ ...options, onStart: (started) => (emulator = started) })
  const server = await createServer({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'silent',
    plugins: [plugin],
    optimizeDeps: { noDiscovery: true },
    server: { host: '127.0.0.1', port: 0, ws: false },
  })
  onTestFinished(() => server.close())
  await server.listen()
  const url = `${server.resolvedUrls?.local[0]}api/ice-servers`
  return { server, url, emulator: () => emulator as Emulator }
}

test('a dev server hands out credentials that relay, with their life', async () => {
  const { url, emulator } = await serve({ ttl: 30 })
  const response = await fetch(`${url}?fresh=1`)
  expect(response.headers.get('cache-control')).toBe('no-store')
  const answer = (await response.json()) as {
    iceServers: [unknown, { username: string; credential: string }]
    ttl: number
    expiresAt: string
  }
  expect([response.status, answer.ttl]).toEqual([200, 30])
  const life = Date.parse(answer.expiresAt) - Date.now()
  expect(life).toBeGreaterThan(28_000)
  expect(life).toBeLessThanOrEqual(30_000)
  const client = await connect(emulator(), { credential: answer.iceServers[1] })
  expect((await client.allocate()).kind).toBe('success')
  expect((await fetch(url, { method: 'POST' })).status).toBe(200)
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(405)
})

test('the emulator ends with the dev server, and its faults are met', async () => {
  const { url, emulator, server } = await serve()
  await fetch(url)
  emulator().faults.api = { status: 503 }
  const failed = await fetch(url)
  expect([failed.status, await failed.json()]).toEqual([502, { error: expect.stringContaining('503') }])
  await server.close()
  await expect(fetch(emulator().baseUrl)).rejects.toThrow()
})

test('what is wrong is told by the endpoint, and by every answer until it is right', async () => {
  const { url } = await serve({ emulator: { grace: -1 } })
  for (let count = 0; count < 2; count++) {
    const answer = await fetch(url)
    expect([answer.status, await answer.json()]).toEqual([500, { error: expect.stringContaining('grace') }])
  }
})
