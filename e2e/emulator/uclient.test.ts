import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type RefusalReason, startEmulator } from '@freshice/emulator'
import { cloudflareTurn } from '@freshice/server'
import { describe, expect, type TestContext, test } from 'vitest'
import { certificate } from '../../packages/emulator/test/certificate.ts'
import { uclient } from '../../scripts/browsers.ts'

// The client that coturn is tested with, against our server: its pairs of clients talk through two relays each.
const path = uclient()
const isSkipped = path === undefined && process.env.CI !== 'true'
if (isSkipped) console.log('turnutils_uclient is missing: skipped its tests. Debian or Ubuntu: apt-get install coturn.')

const messages = 10
const clients = 84
/** Between two messages of a client, in milliseconds: other tests run beside these. */
const interval = 50

describe.skipIf(isSkipped)("coturn's client makes 100 allocations and loses no message", () => {
  test.concurrent.for<[string, string[]]>([
    // Without -c the client asks for pairs of ports, for RTP and RTCP.
    ['over UDP with channels', []],
    ['over UDP with indications', ['-c', '-s']],
    ['over TCP with channels', ['-c', '-t']],
    ['over TCP with indications', ['-c', '-t', '-s']],
  ])('%s', async ([, flags], { onTestFinished }) => {
    const { output } = await call(flags, onTestFinished)
    expect(output).toContain(`tot_send_msgs=${clients * messages}, tot_recv_msgs=${clients * messages}`)
    expect(output).toContain('Total lost packets 0 ')
  })

  // Over TLS this client leaves a few messages unread in its own buffers, with coturn's server one in ten: so it is the
  // server's count that tells.
  test.concurrent('over TLS with channels', async ({ onTestFinished }) => {
    const { output, relayed } = await call(['-c', '-t', '-S'], onTestFinished)
    expect(relayed).toBeGreaterThanOrEqual(clients * messages)
    expect(Number(/tot_send_msgs=840, tot_recv_msgs=(\d+)/.exec(output)?.[1])).toBeGreaterThan(700)
  })
})

type OnTestFinished = TestContext['onTestFinished']

async function call(flags: string[], onTestFinished: OnTestFinished): Promise<{ output: string; relayed: number }> {
  const emulator = await startEmulator({ tls: certificate })
  onTestFinished(() => emulator.close())
  const refused: RefusalReason[] = []
  const allocated = new Set<number>()
  let relayed = 0
  emulator.events.addEventListener('refused', ({ detail }) => refused.push(detail.why))
  emulator.events.addEventListener('allocated', ({ detail }) => allocated.add(detail.relayPort))
  emulator.events.addEventListener('dropped', ({ detail }) => {
    relayed += detail.received.packets
  })
  const { iceServers } = await cloudflareTurn(emulator).generate({ ttl: 600 })
  const { username = '', credential = '' } = iceServers.find((server) => server.username) ?? {}
  const port = (flags.includes('-S') ? emulator.turnsUrl : emulator.turnUrl)?.split(':').at(-1) ?? ''
  const wishes = [...flags, '-y', '-m', `${clients}`, '-n', `${messages}`, '-z', `${interval}`]
  const { code, output } = await run([...wishes, '-u', username, '-w', credential, '-p', port], onTestFinished)
  await emulator.close()
  // A Refresh that ends an allocation and is sent again finds it gone: that is as it should be.
  const wrongly = refused.filter((why) => why !== 'allocation-mismatch')
  expect({ code, wrongly, output }).toMatchObject({ code: 0, wrongly: [] })
  expect(allocated.size).toBeGreaterThanOrEqual(100)
  return { output, relayed }
}

async function run(
  args: string[],
  onTestFinished: OnTestFinished,
): Promise<{ code: number | NodeJS.Signals; output: string }> {
  const child = spawn(path ?? 'turnutils_uclient', [...args, '127.0.0.1'], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const [code, signal] = await once(child, 'close')
  return { code: code ?? signal, output }
}
