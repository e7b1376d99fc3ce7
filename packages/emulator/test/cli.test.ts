import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { startTestEmulator, turnPort } from './lab.ts'

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))

// Only a Node that runs TypeScript itself can run the sources.
const canRun = Boolean((process.features as { typescript?: unknown }).typescript)

test.skipIf(!canRun)('the start message is an environment to copy, and SIGTERM ends it', async () => {
  const { child, output } = run('--expiry', 'lenient')
  while (!output.out.includes('Ctrl-C')) await once(child.stdout, 'data')
  const value = (name: string) => new RegExp(`^${name}=(.+)$`, 'm').exec(output.out)?.[1] ?? ''
  const url = `${value('TURN_BASE_URL')}/v1/turn/keys/${value('TURN_KEY_ID')}/credentials/generate`
  const headers = { authorization: `Bearer ${value('TURN_KEY_SECRET')}` }
  const response = await fetch(url, { method: 'POST', headers, body: '{"ttl":60}' })
  expect(response.status).toBe(201)
  expect(output.out).toContain('expiry lenient')
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test.skipIf(!canRun)('an occupied port is named, without a stack', async () => {
  const port = turnPort(await startTestEmulator())
  const { child, output } = run('--turn-port', `${port}`)
  expect(await once(child, 'close')).toEqual([1, null])
  expect(output.error).toContain(`Port ${port} is in use.`)
  expect(output.error).not.toContain('    at ')
})

test.skipIf(!canRun).each([
  [['--ports', '1'], 'There is no flag --ports. --help shows what there is.'],
  [['-x'], 'There is no flag -x.'],
  [['start'], 'There is no argument start.'],
  [['--port', 'abc'], '--port must be a number, not "abc".'],
  [['--relay-loss', '2'], 'faults.relayLoss must be a number from 0 to 1, not 2.'],
  [['--tls-cert', 'a.pem'], '--tls-cert and --tls-key are needed together.'],
  [['--alternate-port', '80'], 'alternatePort must be 53 or 443, not 80.'],
])('%j is refused with what is wrong', async (args, message) => {
  const { child, output } = run(...args)
  expect(await once(child, 'close')).toEqual([1, null])
  expect(output.error).toContain(message)
  expect(output.error).not.toContain('    at ')
})

test.skipIf(!canRun)('--log prints a line for each event', async () => {
  const { child, output } = run('--log')
  while (!output.out.includes('Ctrl-C')) await once(child.stdout, 'data')
  const value = (name: string) => new RegExp(`^${name}=(.+)$`, 'm').exec(output.out)?.[1] ?? ''
  const url = `${value('TURN_BASE_URL')}/v1/turn/keys/${value('TURN_KEY_ID')}/credentials/generate`
  const headers = { authorization: `Bearer ${value('TURN_KEY_SECRET')}` }
  await fetch(url, { method: 'POST', headers, body: '{"ttl":60}' })
  while (!output.out.includes('credential-issued {"username"')) await once(child.stdout, 'data')
})

function run(...args: string[]) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', cli, ...args])
  const output = { out: '', error: '' }
  child.stdout.on('data', (chunk) => {
    output.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    output.error += chunk
  })
  onTestFinished(() => {
    child.kill()
  })
  return { child, output }
}
