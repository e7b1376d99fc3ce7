import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const complete = { TURN_KEY_ID: 'key-id', TURN_KEY_SECRET: 'planted-secret', APP_TOKEN: 'token', PORT: '0' }

/** Starts main.ts as a person would, with exactly these variables. */
function start(variables: Record<string, string>) {
  const flags = ['--disable-warning=ExperimentalWarning', '--conditions=@freshice/source']
  const child = spawn(process.execPath, [...flags, main], { env: variables })
  onTestFinished(() => {
    child.kill()
  })
  const output = { stdout: '', stderr: '' }
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk
  })
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => {
      output.stdout += chunk
      if (output.stdout.includes('\n')) resolve(output.stdout)
    })
  })
  const exitCode = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { output, firstLine, exitCode }
}

test('serves the endpoint and prints its address', async () => {
  const { firstLine } = start(complete)
  const url = /http:\S+/.exec(await firstLine)?.[0] ?? ''
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/ice-servers$/)
  expect((await fetch(url)).status).toBe(401)
})

test('TURN_BASE_URL and TURN_TTL say where and for how long', async () => {
  const server = createServer((_request, response) => {
    response.end(
      JSON.stringify({ iceServers: { urls: 'turn:turn.example', username: 'name', credential: 'password' } }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { firstLine } = start({ ...complete, TURN_BASE_URL: baseUrl, TURN_TTL: '30' })
  const url = /http:\S+/.exec(await firstLine)?.[0] ?? ''
  const response = await fetch(url, { headers: { Authorization: 'Bearer token' } })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ ttl: 30 })
})

test.each([
  [{}, 'Set TURN_KEY_ID, TURN_KEY_SECRET, APP_TOKEN in the environment, then start again.'],
  [{ ...complete, TURN_KEY_SECRET: '' }, 'Set TURN_KEY_SECRET in the environment, then start again.'],
  [{ ...complete, PORT: 'abc' }, 'PORT must be a number from 0 to 65535.'],
  [{ ...complete, TURN_TTL: '1h' }, 'the option ttl must be a whole number of seconds'],
  [{ ...complete, TURN_BASE_URL: 'localhost' }, 'baseUrl'],
])('with %j it ends with a sentence', async (variables, sentence) => {
  const { output, exitCode } = start(variables)
  expect(await exitCode).toBe(1)
  expect(output.stderr).toContain(sentence)
  expect(output.stderr.trim().split('\n')).toHaveLength(1)
  expect(output.stderr).not.toContain('planted')
  expect(output.stdout).toBe('')
})
