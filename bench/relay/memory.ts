import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmulator } from '@freshice/emulator'
import { cloudflareTurn } from '@freshice/server'

/** One look at the process that the emulator runs in. Sizes are megabytes (10^6 bytes). */
export interface Look {
  /** Seconds since the beginning. */
  at: number
  allocations: number
  resident: number
  heap: number
}

const clients = 200
const messages = 1000
export const sentMessages = clients * messages
/** Between two messages of a client, in milliseconds. */
const interval = 100

/** Looks at the memory while so many clients of coturn talk through the emulator for 100 seconds. */
export async function memory(uclient: string): Promise<{ looks: Look[]; relayed: number }> {
  const emulator = await startEmulator({ quotas: { perCredential: 1000 } })
  let relayed = 0
  emulator.events.addEventListener('dropped', ({ detail }) => {
    relayed += detail.received.packets
  })
  const { iceServers } = await cloudflareTurn(emulator).generate({ ttl: 3600 })
  const { username = '', credential = '' } = iceServers.find((server) => server.username) ?? {}
  const port = emulator.turnUrl.split(':').at(-1) ?? ''
  const wishes = ['-y', '-c', '-m', `${clients}`, '-n', `${messages}`, '-z', `${interval}`]
  const child = spawn(uclient, [...wishes, '-u', username, '-w', credential, '-p', port, '127.0.0.1'], {
    stdio: 'ignore',
  })
  const exit = once(child, 'exit')
  let isOver = false
  exit.finally(() => {
    isOver = true
  })
  const looks: Look[] = []
  const begun = performance.now()
  while (!isOver) {
    await Promise.race([sleep(5000), exit])
    const { rss, heapUsed } = process.memoryUsage()
    const at = Math.round((performance.now() - begun) / 1000)
    looks.push({ at, allocations: emulator.snapshot().allocations.length, resident: rss / 1e6, heap: heapUsed / 1e6 })
  }
  await emulator.close()
  // Before and after, the clients come and go.
  return { looks: looks.filter(({ allocations }) => allocations >= clients), relayed }
}
