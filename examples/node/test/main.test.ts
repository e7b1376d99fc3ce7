import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { audience, issuer, startSignIn } from './signIn.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const jwt = { JWKS_URL: 'http://127.0.0.1:9/', JWT_ISSUER: issuer, JWT_AUDIENCE: audience, PORT: '0' }
const complete = { ...jwt, COTURN_URLS: 'turn:turn.example', COTURN_SECRET: 'planted-secret' }

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

async function startService() {
  const signIn = await startSignIn()
  onTestFinished(signIn.close)
  const token = await signIn.token()
  const ask = async (variables: Record<string, string>) => {
    const { firstLine } = start({ ...variables, JWKS_URL: signIn.jwksUrl })
    const url = /http:\S+/.exec(await firstLine)?.[0] ?? ''
    return () => fetch(url, { headers: { Authorization: `Bearer ${token}` } })
  }
  return { ask }
}

test('with coturn it signs with the first secret, and hands the same credential out again', async () => {
  const { ask } = await startService()
  const request = await ask({ ...complete, COTURN_SECRET: 'new old', TURN_TTL: '30' })
  const first = await (await request()).json()
  const [{ urls, username, credential }] = first.iceServers
  expect(urls).toEqual(['turn:turn.example'])
  expect(credential).toBe(createHmac('sha1', 'new').update(username).digest('base64'))
  expect(first.ttl).toBe(30)
  expect((await (await request()).json()).iceServers).toEqual(first.iceServers)
})

test('with Cloudflare TURN_BASE_URL says where', async () => {
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
  const { ask } = await startService()
  const request = await ask({ ...jwt, TURN_KEY_ID: 'id', TURN_KEY_SECRET: 'secret', TURN_BASE_URL: baseUrl })
  expect(await (await request()).json()).toMatchObject({ ttl: 3600, iceServers: [{ username: 'name' }] })
})

test.each([
  [{}, 'Set JWKS_URL, JWT_ISSUER, JWT_AUDIENCE in the environment, then start again.'],
  [jwt, 'Set COTURN_URLS and COTURN_SECRET, or TURN_KEY_ID and TURN_KEY_SECRET'],
  [{ ...complete, COTURN_SECRET: '' }, 'Set COTURN_URLS and COTURN_SECRET'],
  [{ ...complete, COTURN_URLS: 'turn.example' }, 'urls'],
  [{ ...complete, JWKS_URL: 'sign-in' }, 'JWKS_URL must be a full URL.'],
  [{ ...complete, APP_ORIGINS: '*' }, 'cors.origins'],
  [{ ...complete, PORT: 'abc' }, 'PORT must be a number from 0 to 65535.'],
  [{ ...complete, TURN_TTL: '1h' }, 'the option ttl must be a whole number of seconds'],
  [{ ...jwt, TURN_KEY_ID: 'id', TURN_KEY_SECRET: 'planted', TURN_BASE_URL: 'localhost' }, 'baseUrl'],
])('with %j it ends with a sentence', async (variables, sentence) => {
  const { output, exitCode } = start(variables as Record<string, string>)
  expect(await exitCode).toBe(1)
  expect(output.stderr).toContain(sentence)
  expect(output.stderr.trim().split('\n')).toHaveLength(1)
  expect(output.stderr).not.toContain('planted')
  expect(output.stdout).toBe('')
})
